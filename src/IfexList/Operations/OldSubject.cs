using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Operations;

/// <summary>An old mail's Subject without what list software wrote before it: <c>Re: [alerts 17] Editor arrested</c>.</summary>
internal static class OldSubject
{
    private const int MostTags = 4;

    public static string Without(string subject, MailingList list)
    {
        var rest = Words.PeelReplyPrefixes(subject);
        for (var tags = 0; tags < MostTags && Tag(rest, list) is > 0 and var length; tags++)
            rest = Words.PeelReplyPrefixes(rest[length..]);
        return rest.Length > 0 ? rest : subject;
    }

    // A list's name, perhaps with a number; a country or a kind in brackets is the writer's own.
    private static int Tag(string subject, MailingList list)
    {
        var end = subject.StartsWith('[') ? subject.IndexOf(']', StringComparison.Ordinal) : -1;
        if (end < 0)
            return 0;
        var tag = Words.Fold(subject[1..end]).TrimEnd("0123456789:# ".ToCharArray());
        return list.Aliases.Append(list.Name).Concat(Languages.All.Select(list.TitleIn)).Select(Words.Fold).Contains(tag) ? end + 1 : 0;
    }
}
