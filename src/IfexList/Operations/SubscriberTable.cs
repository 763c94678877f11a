using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Operations;

/// <summary>Our own table of readers: CSV with the column <c>address</c> and whatever else of their choices is known, as an export writes it.</summary>
internal sealed class SubscriberTable(TextReader reader, string name, MailingList list)
{
    /// <exception cref="VerbFailedException">The header can't be used, or a quote left open has swallowed too much.</exception>
    public IEnumerable<TableLine> Read() => new CsvRows(reader, name).Read("address").Select(Line);

    private TableLine Line(CsvRows row)
    {
        if (row.Fault is { } fault)
            return new TableLine.Bad(row.Number, fault);
        if (row.Cell("address") is not { } text)
            return new TableLine.Bad(row.Number, "the address is missing");
        return ForeignMember.AddressFault(text, out var address) is { } wrong ? new TableLine.Bad(row.Number, wrong) : Reader(row, address);
    }

    private TableLine Reader(CsvRows row, Address address)
    {
        var cells = new SubscriberCells(list);
        var wish = new Preferences(
            cells.Languages(row.Cell("languages")), cells.Word<CopyFormat>("format", row.Cell("format")), cells.Word<Rhythm>("rhythm", row.Cell("rhythm")),
            cells.Topics(row.Cell("topics")), cells.Cap(row.Cell("cap")), cells.Wait(row.Cell("wait")), cells.AllEditions(row.Cell("editions")));
        var (paused, until) = cells.Pause(row.Cell("paused"));
        var since = cells.Instant("since", row.Cell("since"));
        return cells.Fault is { } fault
            ? new TableLine.Bad(row.Number, fault)
            : new TableLine.Reader(row.Number, new ImportedReader(address, wish, paused, until, since, row.Cell("wording")));
    }
}
