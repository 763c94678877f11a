using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Operations;

/// <summary>
/// A dump of a Sympa list (<c>sympa dump</c>, formerly <c>sympa.pl --dump_users</c>, written to <c>member.dump</c>, formerly
/// <c>subscribers.db.dump</c>): a block for each member, a blank line behind it, on each line a field's name, a space and its value (Sympa's List.pm,
/// <c>dump_users</c>). Instants are Unix seconds.
/// </summary>
internal sealed class SympaDump(ImportText text, MailingList list)
{
    public static bool IsIt(ImportText text) =>
        text.Head.Any(line => line.StartsWith("email ", StringComparison.Ordinal) && Address.TryParse(line[6..].Trim(), out _))
        && text.Head.All(line => Split(line).Name is { Length: > 0 } name && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'));

    /// <summary>What <c>REVIEW</c> answers: an address on each line, a name behind it.</summary>
    public static IEnumerable<TableLine> ReadReview(ImportText text, MailingList list) => text.Lines()
        .Where(line => !string.IsNullOrWhiteSpace(line.Text)).Select(line => new ForeignMember(line.Number, ForeignMember.FirstWord(line.Text), list).Line());

    public IEnumerable<TableLine> Read()
    {
        var block = new List<(long Number, string Name, string Value)>();
        // One blank line more ends the last block.
        foreach (var (number, line) in text.Lines().Append((0, "")))
            if (!string.IsNullOrWhiteSpace(line))
                block.Add((number, Split(line).Name, Split(line).Value));
            else if (block.Count > 0)
            {
                yield return Member(block);
                block.Clear();
            }
    }

    private TableLine Member(List<(long Number, string Name, string Value)> block)
    {
        var (number, _, email) = block.Find(field => field.Name == "email");
        if (email is null)
            return new TableLine.Bad(block[0].Number, "a block without an email line");
        var member = new ForeignMember(number, email, list);
        foreach (var (_, name, value) in block)
            Take(member, name, value);
        return member.Line();
    }

    private static void Take(ForeignMember member, string name, string value)
    {
        switch (name)
        {
            case "reception":
                Receive(member, value);
                break;
            case "date":
                member.Since(value);
                break;
            // He has suspended it for a time; the begin of a later one has no place here.
            case "suspend":
                member.Paused |= value == "1";
                break;
            case "enddate":
                member.PausedUntil(value);
                break;
            case "lang" or "language":
                member.Reads(value);
                break;
        }
    }

    // The reception modes of Sympa's manual.
    private static void Receive(ForeignMember member, string mode)
    {
        member.Paused |= mode == "nomail";
        member.Rhythm = mode switch
        {
            "mail" or "txt" or "html" or "urlize" or "not_me" => Rhythm.Now,
            "digest" or "digestplain" => Rhythm.Daily,
            "summary" or "notice" => Rhythm.Headlines,
            _ => null,
        };
        member.Format = mode switch
        {
            "txt" or "digestplain" => CopyFormat.Text,
            "html" or "digest" => CopyFormat.Full,
            _ => null,
        };
        if (member.Rhythm is null && mode != "nomail")
            member.Lacks($"its reception \"{mode}\" is unknown");
        if (mode == "not_me")
            member.Lacks("its reception \"not_me\": everybody gets his own posts, too");
    }

    private static (string Name, string Value) Split(string line)
    {
        var space = line.IndexOf(' ');
        return space < 0 ? (line.Trim(), "") : (line[..space], line[(space + 1)..].Trim());
    }
}
