using System.Globalization;
using System.Text;
using System.Text.Json;
using IfexList.Bounces;
using IfexList.Ledger;
using IfexList.Tests.Mail;

namespace IfexList.Tests.Bounces;

/// <summary>
/// How well others' bounces are understood: addresses and classes, by the project whose mails they are. A score that falls fails, and the whole table is shown.
/// </summary>
public class CorpusScores(ITestOutputHelper output)
{
    private static readonly string[] Classes = ["dead", "unavailable", "policy"];

    [Fact]
    public void Others_bounces_are_understood_as_well_as_ever()
    {
        Assert.SkipUnless(SampleMail.Corpus is not null, "no corpus here: set IFEXLIST_CORPUS to its folder");
        var read = ComplaintTests.Corpus().Select(sample => new Reading(sample, ReturnReader.Read(ComplaintTests.Load(sample)))).ToList();
        var table = Table(read);
        output.WriteLine(table);
        var known = read.Where(reading => reading.Kind == "bounce" && reading.IsKnown).ToList();
        // Of the two that are missing one is misspelt in the manifest, the other needs a name to be guessed.
        Assert.True(known.Count(reading => reading.IsExact) >= 254, table);
        Assert.True(known.Count == 256, table);
        Assert.Empty(read.Where(reading => reading.Fates.Contains(("policy", ReturnClass.Dead))).Select(reading => reading.Id));
        Assert.Empty(read.Where(reading => reading.Kind is not ("bounce" or "bounce-unlabelled" or "mime" or "multilang") && reading.Counts).Select(reading => reading.Id));
        Assert.Empty(read.Where(reading => reading.Kind == "arf" != (reading.Report.Kind == ReturnKind.Complaint)).Select(reading => reading.Id));
        Assert.Empty(read.Where(reading => reading.Kind is "bounce-unlabelled" && reading.Report.Kind != ReturnKind.Bounce).Select(reading => reading.Id));
        var fates = known.SelectMany(reading => reading.Fates).ToList();
        Assert.True(Recall(fates, "dead") >= 0.91 && Recall(fates, "unavailable") >= 0.81 && Recall(fates, "policy") >= 0.93, table);
        Assert.True(Precision(fates, "dead") >= 0.9 && Precision(fates, "unavailable") >= 0.84 && Precision(fates, "policy") >= 0.96, table);
    }

    private static string Table(IReadOnlyList<Reading> read)
    {
        var table = new StringBuilder("| mails of | exact addresses | nothing | wrong | dead: recall, precision | unavailable | policy |\n|---|---|---|---|---|---|---|\n");
        foreach (var source in read.Where(reading => reading.Kind == "bounce" && reading.IsKnown).GroupBy(reading => reading.Source).OrderByDescending(source => source.Count()))
        {
            var fates = source.SelectMany(reading => reading.Fates).ToList();
            var classes = Classes.Select(name => fates.Exists(fate => fate.Wanted == name)
                ? string.Create(CultureInfo.InvariantCulture, $"{Recall(fates, name):P1}, {Precision(fates, name):P1}") : "");
            table.Append(CultureInfo.InvariantCulture, $"| {source.Key} | {source.Count(reading => reading.IsExact)} of {source.Count()} ");
            table.Append(CultureInfo.InvariantCulture, $"| {source.Count(reading => reading.Named.Count == 0)} | {source.Count(reading => reading.Named.Count > 0 && !reading.IsExact)} | {string.Join(" | ", classes)} |\n");
        }
        foreach (var reading in read.Where(reading => reading.Kind == "bounce" && (reading.IsKnown && !reading.IsExact || reading.Fates.Any(fate => fate.Wanted != Scored(fate.Found)))))
            table.Append(CultureInfo.InvariantCulture, $"{reading.Id}: {reading.Report.Rule}, {string.Join(' ', reading.Named.Select(one => $"{one.Address} {one.Reason.Rule}"))}; wanted {string.Join(' ', reading.Fates.Select(fate => $"{fate.Wanted}, found {fate.Found}"))}\n");
        return table.ToString();
    }

    private static double Recall(IReadOnlyList<(string Wanted, ReturnClass? Found)> fates, string name) =>
        (double)fates.Count(fate => fate.Wanted == name && Scored(fate.Found) == name) / fates.Count(fate => fate.Wanted == name);

    private static double Precision(IReadOnlyList<(string Wanted, ReturnClass? Found)> fates, string name) =>
        (double)fates.Count(fate => fate.Wanted == name && Scored(fate.Found) == name) / fates.Count(fate => Scored(fate.Found) == name);

    // The corpus knows fewer classes.
    private static string Scored(ReturnClass? found) => found switch
    {
        ReturnClass.Full => "unavailable",
        ReturnClass.Size => "policy",
        null => "none",
        _ => found.Value.ToString().ToLowerInvariant(),
    };

    /// <summary>One mail, what its manifest says of it, and what we do.</summary>
    private sealed class Reading(JsonElement sample, ReturnReport report)
    {
        private readonly List<(string[] Names, string? Class)> _wanted = [.. sample.TryGetProperty("recipients", out var recipients)
            ? recipients.EnumerateArray().Select(one => (new[] { Text(one, "address"), Text(one, "alias") }.OfType<string>().Where(name => name.Length > 0).ToArray(), Text(one, "class"))) : []];

        public string Id { get; } = sample.GetProperty("id").GetString()!;

        public string Kind { get; } = sample.GetProperty("kind").GetString()!;

        public string Source => Text(sample, "from")!;

        public ReturnReport Report => report;

        public bool IsKnown { get; } = sample.TryGetProperty("address_known", out var known) && known.GetBoolean();

        /// <summary>Those whom it says weren't reached.</summary>
        public IReadOnlyList<ReturnedRecipient> Named { get; } = [.. report.Recipients.Where(one => one.Address is not null && one.Reason.Class != ReturnClass.Delivered)];

        /// <summary>Each that is wanted is named, and nobody else.</summary>
        public bool IsExact => _wanted.All(wanted => Named.Any(one => Is(one, wanted.Names))) && Named.All(one => _wanted.Any(wanted => Is(one, wanted.Names)));

        public bool Counts => report.Kind == ReturnKind.Bounce && report.Recipients.Any(one => one.Reason.Class >= ReturnClass.Size);

        public IReadOnlyList<(string Wanted, ReturnClass? Found)> Fates => [.. _wanted.Where(wanted => wanted.Class is not null)
            .Select(wanted => (wanted.Class!, (Named.FirstOrDefault(one => Is(one, wanted.Names)) ?? (report.Recipients is [var first, ..] ? first : null))?.Reason.Class))];

        private static bool Is(ReturnedRecipient one, string[] names) => names.Any(name => name.Equals(one.Address, StringComparison.OrdinalIgnoreCase) || name.Equals(one.Alias, StringComparison.OrdinalIgnoreCase));

        private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
