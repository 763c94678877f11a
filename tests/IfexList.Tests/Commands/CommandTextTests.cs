using IfexList.Commands;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Tests.Commands;

public class CommandTextTests
{
    private static readonly MailingList List = Reading.Alerts;

    private static readonly Preferences Everything = new(
        [Language.Fr, Language.Ar], CopyFormat.Full, Rhythm.Weekly, [Topics("TN"), Topics("IN"), Topics("ES"), Topics("women"), Topics("africa")], 50, TimeSpan.FromHours(36), true);

    private static readonly Command[] OneOfEach =
    [
        new Command.Subscribe(List, new Preferences()), new Command.Subscribe(List, Everything), new Command.Unsubscribe(List), new Command.Unsubscribe(null),
        new Command.Set(null, Everything), new Command.Set(List, Everything), new Command.Pause(null, null), new Command.Pause(List, new DateOnly(2026, 5, 14)),
        new Command.Resume(null), new Command.Resume(List), new Command.ShowSettings(), new Command.ShowLists(), new Command.Help(), new Command.MyData(), new Command.ForgetMe(), new Command.Stay(),
        new Command.Confirm(null), new Command.Confirm("abcdefghijklmnopqrstuvwxyz"), new Command.Cancel(null), new Command.Cancel("abcdefghijklmnopqrstuvwxyz"),
        new Command.Get(["3", "2026-0312-01"]), new Command.Get(["2026-0312-01/fr", "2026-0312-02", "3/en"]), new Command.Index(null, null), new Command.Index(Topics("IN"), new DateOnly(2026, 3, 1)), new Command.Last(5), new Command.Last(5, 50),
        new Command.Get(["2026-0312-01"], 20), new Command.GetFile("2026-0312-01", 2), new Command.Withdraw("2026-0312-01", null, "a person is in danger."), new Command.Withdraw("2026-0312-01", Language.Fr, "en danger"), new Command.Search("journalists \"at the airport\" country:TN since 2026-01 in fr"), new Command.Search("plates since 2026-01", 20), new Command.Case("2026-0312-01", 50),
        new Command.Case("2026-0312-01"), new Command.Follow(List, [Topics("2026-0312-01"), Topics("2026-0312-02")]), new Command.Unfollow(List, [Topics("2026-0312-01")]),
        new Command.Index(Topics("2026-0312-01"), null), new Command.Subscribe(List, new Preferences(Topics: [Topics("TN"), Topics("2026-0312-01")])),
        .. new Preferences[]
        {
            new(Topics: []), new(Topics: [Topics("africa"), Topics("mena")]), new(Topics: [Topics("LA")]), new(Cap: 0), new(Wait: Timeout.InfiniteTimeSpan), new(Wait: TimeSpan.Zero),
            new(Rhythm: Rhythm.Now), new(Rhythm: Rhythm.Daily), new(Rhythm: Rhythm.Headlines), new(null, CopyFormat.Text), new([Language.Es]), new(AllEditions: true), new(AllEditions: false),
        }.Select(wish => new Command.Set(List, wish)),
    ];

    [Fact]
    public void What_a_command_writes_is_read_as_the_same_command()
    {
        foreach (var command in OneOfEach)
            Assert.Equal(command.ToString(), Reading.Read(command.ToString()).Say());
    }

    /// <summary>Every country, since some codes are words or languages.</summary>
    [Fact]
    public void So_is_every_topic()
    {
        foreach (var code in Regions.Countries.Concat(Regions.All))
        {
            var command = new Command.Subscribe(List, new Preferences(Topics: [Topics(code)]));
            Assert.Equal(command.ToString(), Reading.Read(command.ToString()).Say());
            Assert.Equal($"index {code}", Reading.Read($"index {code}").Say());
        }
    }

    [Fact]
    public void No_kind_is_left_out() =>
        Assert.Empty(typeof(Command).GetNestedTypes().Where(type => !type.IsAbstract).Except(OneOfEach.Select(command => command.GetType())).Select(type => type.Name));

    private static Topic Topics(string code) => Topic.TryParse(code, List, out var topic) ? topic : throw new FormatException(code);
}
