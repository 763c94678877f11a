using IfexList.Mail;

namespace IfexList.Lists;

/// <summary>The one author of a mail, and what we know of him.</summary>
/// <param name="Shown">Name and address as his From line has them, cleaned.</param>
/// <param name="IsRegisteredAddress">The address itself is registered, not only its domain.</param>
public sealed record Author(Address Address, string Shown, Organisation? Organisation, bool IsRegisteredAddress, Language? Language)
{
    public bool IsMember => Organisation is not null;

    public Language LanguageOr(Language guess) => Language ?? guess;
}
