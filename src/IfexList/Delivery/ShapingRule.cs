using System.Text.RegularExpressions;
using IfexList.Mail;

namespace IfexList.Delivery;

/// <summary>So many of these replies within that time: the provider wants to be left in peace for that long.</summary>
/// <param name="Reply">Looked for in the whole reply: code, enhanced status, text. Without backtracking, so that no text of a stranger holds us up.</param>
public sealed record ShapingRule(Regex Reply, int Times, TimeSpan Within, TimeSpan Suspend)
{
    public bool Matches(SmtpReply reply) => Reply.IsMatch(reply.ToString());
}
