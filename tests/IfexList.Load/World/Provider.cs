namespace IfexList.Load.World;

/// <summary>A provider of the simulated world and what it bears. Its limits are strict: who breaks them is told so, and in the end sent away.</summary>
/// <param name="Share">Of all readers.</param>
/// <param name="Domains">All behind the same exchanges.</param>
/// <param name="PerMinute">Messages, those that it puts off as well, evenly, with two seconds' worth at once.</param>
/// <param name="Answer">How long it takes for each answer; commands that came together are answered together.</param>
/// <param name="Greylist">How long each reader's first message is put off; zero: it isn't.</param>
/// <param name="IsNamed">It stands in the shaping file; the others bear what the file says of all others.</param>
public sealed record Provider(
    string Name, double Share, int Domains, int Connections, int MessagesPerConnection, double PerMinute, TimeSpan Answer, TimeSpan Greylist = default, bool IsNamed = true)
{
    /// <summary>What may come at once after a rest, in seconds of its rate.</summary>
    public const double Burst = 2;

    // Greeting, EHLO and the first envelope, before the first text goes out.
    private const int AnswersBefore = 3;

    /// <summary>Each of its domains has an exchange of its own name, as Microsoft's customers have.</summary>
    public bool HasHostPerDomain { get; init; }

    /// <summary>
    /// The most messages that anybody can have brought it within that time, starting with nothing. Where it greylists, everybody is tried twice: as many must have been tried
    /// before the last wait.
    /// </summary>
    public double MostWithin(TimeSpan time, int readers) =>
        Math.Min(readers, Greylist > TimeSpan.Zero ? Math.Min(TriesWithin(time) / 2, TriesWithin(time - Greylist)) : TriesWithin(time));

    // Over as many connections as it bears, each next envelope riding behind the dot.
    private double TriesWithin(TimeSpan time)
    {
        if (time < TimeSpan.Zero)
            return 0;
        var round = (AnswersBefore + MessagesPerConnection) * Answer;
        var rounds = Math.Floor(time / round);
        var ofLast = Math.Clamp(Math.Floor((time - rounds * round) / Answer) - AnswersBefore, 0, MessagesPerConnection);
        return Math.Min(Connections * (rounds * MessagesPerConnection + ofLast), PerMinute / 60 * (time.TotalSeconds + Burst));
    }
}
