using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;

namespace IfexList.Operations;

/// <summary>
/// <c>dumpdb config.pck</c> of Mailman 2: a list's whole state as a Python dictionary, each object behind a marker line (Mailman's bin/dumpdb). What it
/// says of a member stands in several dictionaries by his address in small letters (OldStyleMemberships.py): <c>members</c> or <c>digest_members</c>
/// with 0 or the address as he wrote it, <c>language</c>, <c>delivery_status</c> (0 enabled, 1 unknown, 2 by the user, 3 by the administrator, 4 by
/// bounces; MemberAdaptor.py) and the bits of <c>user_options</c> (Defaults.py). His password stands there, too; nothing of it is looked at.
/// </summary>
internal sealed class MailmanDump(ImportText text, string name, MailingList list)
{
    // Bits of user_options.
    private const int DisableDelivery = 1;
    private const int DisableMime = 8;

    private static readonly HashSet<string> Sections = ["members", "digest_members", "language", "delivery_status", "user_options"];

    private readonly Dictionary<string, Member> _members = [];

    public static bool IsIt(ImportText text) => text.Head.Any(IsMarker);

    /// <exception cref="VerbFailedException">No members stand in it, or too many to be gathered.</exception>
    public IEnumerable<TableLine> Read()
    {
        Gather();
        // Other rows may tell of somebody who has left.
        var members = _members.Values.Where(member => member.Line > 0).ToList();
        return members.Count > 0 ? members.Select(Line) : throw new VerbFailedException($"{name}: no members in it: is it what \"dumpdb config.pck\" prints?");
    }

    private void Gather()
    {
        string? section = null, key = null;
        var (depth, taken) = (0, false);
        foreach (var (number, kind, word) in new PythonLiterals(text.Lines().Where(line => !IsMarker(line.Text))).Read())
            switch (kind)
            {
                case '{' or '[' or '(':
                    depth++;
                    break;
                case '}' or ']' or ')':
                    depth--;
                    break;
                case ',' when depth == 1:
                    section = key = null;
                    break;
                case ',' when depth == 2:
                    (key, taken) = (null, false);
                    break;
                case PythonLiterals.Word when depth == 1:
                    section ??= word;
                    (key, taken) = (null, false);
                    break;
                case PythonLiterals.Word when depth >= 2 && section is not null && Sections.Contains(section):
                    if (key is null)
                        key = word;
                    else if (!taken)
                    {
                        Take(section, key, word, number);
                        taken = true;
                    }
                    break;
            }
    }

    private void Take(string section, string key, string value, long number)
    {
        if (!_members.TryGetValue(key, out var member))
        {
            if (_members.Count == Limits.DumpMembers)
                throw new VerbFailedException($"{name}: more than {Limits.DumpMembers} members");
            _members.Add(key, member = new Member(key));
        }
        switch (section)
        {
            case "members" or "digest_members":
                member.Line = number;
                member.Digest = section == "digest_members";
                if (value.Contains('@'))
                    member.Address = value;
                break;
            case "language":
                member.Language = value;
                break;
            case "delivery_status":
                member.Disabled |= value != "0";
                break;
            default:
                member.Options = int.TryParse(value.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? bits : 0;
                break;
        }
    }

    private TableLine Line(Member known)
    {
        var member = new ForeignMember(known.Line, known.Address, list)
        {
            Rhythm = known.Digest ? Rhythm.Daily : Rhythm.Now,
            Format = known.Digest ? (known.Options & DisableMime) != 0 ? CopyFormat.Text : CopyFormat.Full : null,
            Paused = known.Disabled || (known.Options & DisableDelivery) != 0,
        };
        if (known.Language is { } language)
            member.Reads(language);
        return member.Line();
    }

    private static bool IsMarker(string line) => line.StartsWith("[----- ", StringComparison.Ordinal) || line.StartsWith("<----- ", StringComparison.Ordinal);

    private sealed class Member(string address)
    {
        public string Address { get; set; } = address;
        public long Line { get; set; }
        public bool Digest { get; set; }
        public bool Disabled { get; set; }
        public string? Language { get; set; }
        public int Options { get; set; }
    }
}
