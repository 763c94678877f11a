using IfexList.Moderation;

namespace IfexList.Tests.Moderation;

public sealed class ScreeningTests
{
    private static readonly PostFacts Nobody = new(false, false, false, false, false, false, false);

    public static TheoryData<PostFacts, Screened, string> Table => new()
    {
        { Nobody, Screened.HoldStranger, "an unknown writer" },
        { Nobody with { IsMember = true }, Screened.Hold, "a member" },
        { Nobody with { IsMember = true, IsReply = true, IsReader = true }, Screened.Hold, "a member's mail is a post, also when it answers a copy" },
        { Nobody with { IsMember = true, IsCommand = true }, Screened.Answer, "unless all its own text is one command line" },
        { Nobody with { IsMember = true, IsRobot = true }, Screened.Drop, "a member's vacation answer" },
        { Nobody with { IsMember = true, NamesRequest = true }, Screened.DecisionAttempt, "mail that names a request is never a post" },
        { Nobody with { IsMember = true, CameBefore = true }, Screened.Twice, "the same post again" },
        { Nobody with { IsReader = true, IsReply = true }, Screened.Answer, "a reader's reply is never held" },
        { Nobody with { IsReader = true }, Screened.HoldStranger, "a reader's own report is a stranger's post" },
        { Nobody with { IsReply = true }, Screened.HoldStranger, "a stranger's reply" },
        { Nobody with { IsCommand = true }, Screened.Answer, "a bare command, whoever sends it" },
        { Nobody with { IsRobot = true, IsCommand = true }, Screened.Drop, "robots are never answered" },
        { Nobody with { CameBefore = true }, Screened.Twice, "a stranger's post again" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void The_first_rule_that_fits_decides(PostFacts facts, Screened expected, string because) =>
        Assert.True(expected == Screening.Of(facts), because);
}
