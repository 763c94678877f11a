using IfexList.Foundation;
using IfexList.Reception;
using IfexList.Store;

namespace IfexList.Tests.Reception;

/// <summary>Who is worked on beside whom. A turn ends when the test says so.</summary>
public sealed class WorkbenchTests
{
    private readonly Dictionary<long, TaskCompletionSource> _turns = [];
    private Workbench _bench = null!;

    [Fact]
    public async Task A_slow_mail_holds_up_none_of_those_behind_it()
    {
        _bench = Bench(together: 2);
        _bench.Take([Small(1), Small(2), Small(3)]);
        await EndAsync(2);
        await EndAsync(3);
        Assert.Equal([1], await UnderWayAsync(1));
        Assert.True(_bench.WantsMore);
        _bench.Take([Small(4)]);
        await EndAsync(4);
        await EndAsync(1);
        Assert.Equal(0, _bench.Count);
    }

    [Fact]
    public async Task Of_large_mails_there_is_one_at_a_time_and_small_ones_pass_them()
    {
        _bench = Bench(together: 8);
        _bench.Take([Large(1), Large(2), Large(3), Small(4)]);
        Assert.Equal([1, 4], await UnderWayAsync(2));
        Assert.True(_bench.WantsMore);
        _bench.Take([Small(5)]);
        Assert.Equal([1, 4, 5], await UnderWayAsync(3));
        await EndAsync(1);
        Assert.Equal([2, 4, 5], await UnderWayAsync(3));
    }

    [Fact]
    public async Task When_it_pours_there_is_one_at_a_time_and_no_more_is_claimed()
    {
        _bench = Bench(together: 1);
        _bench.Take([Small(1), Small(2)]);
        Assert.Equal([1], await UnderWayAsync(1));
        Assert.False(_bench.WantsMore);
        await EndAsync(1);
        Assert.Equal([2], await UnderWayAsync(1));
    }

    [Fact]
    public async Task What_came_back_leaves_room_for_a_post_and_lets_it_go_first()
    {
        _bench = Bench(together: Limits.WorkedTogether);
        _bench.Take([.. Enumerable.Range(1, Limits.ReturnsTogether + 2).Select(CameBack)]);
        Assert.Equal(Enumerable.Range(1, Limits.ReturnsTogether).Select(id => (long)id), await UnderWayAsync(Limits.ReturnsTogether));
        Assert.Equal((true, false), (_bench.WantsMore, _bench.WantsReturned));
        _bench.Take([Small(50)]);
        Assert.Contains(50, await UnderWayAsync(Limits.ReturnsTogether + 1));
    }

    [Fact]
    public async Task A_post_that_comes_behind_what_came_back_is_begun_before_it()
    {
        _bench = Bench(together: 1);
        _bench.Take([CameBack(1), CameBack(2)]);
        Assert.Equal([1], await UnderWayAsync(1));
        _bench.Take([Small(3)]);
        await EndAsync(1);
        Assert.Equal([3], await UnderWayAsync(1));
        await EndAsync(3);
        Assert.Equal([2], await UnderWayAsync(1));
    }

    [Fact]
    public async Task A_stop_waits_for_what_has_begun_and_returns_the_rest()
    {
        _bench = Bench(together: 1);
        _bench.Take([Small(1), Small(2)]);
        await UnderWayAsync(1);
        var stop = _bench.StopAsync();
        Assert.False(stop.IsCompleted);
        _turns[1].SetException(new InvalidDataException("it failed"));
        Assert.Equal(2, Assert.Single(await stop).Id);
    }

    private Workbench Bench(int together) => new(mail =>
    {
        lock (_turns)
            return (_turns[mail.Id] = new TaskCompletionSource()).Task;
    }, together);

    private static InboxMail Small(long id) => new(id, id, "alerts", null, 0, 0, 10_000);

    private static InboxMail Large(long id) => Small(id) with { Octets = Limits.LargeMailOctets + 1 };

    private static InboxMail CameBack(int id) => Small(id) with { Rank = InboxRank.Returned };

    private async Task EndAsync(long id)
    {
        while (!Began(id))
            await Task.Yield();
        _turns[id].SetResult();
        await _bench.StepAsync(new TaskCompletionSource().Task);
    }

    private async Task<IEnumerable<long>> UnderWayAsync(int expected)
    {
        for (var look = 0; look < 1_000_000 && Running().Count < expected; look++)
            await Task.Yield();
        return Running();
    }

    private bool Began(long id)
    {
        lock (_turns)
            return _turns.ContainsKey(id);
    }

    private List<long> Running()
    {
        lock (_turns)
            return [.. _turns.Where(t => !t.Value.Task.IsCompleted).Select(t => t.Key).Order()];
    }
}
