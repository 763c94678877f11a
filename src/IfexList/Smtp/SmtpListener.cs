using System.Collections.Concurrent;
using IfexList.Foundation;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;

namespace IfexList.Smtp;

/// <summary>
/// Where mail arrives: Kestrel accepts a connection, <see cref="ClientBudget"/> permits it, <see cref="SmtpSession"/> speaks with the peer.
/// One listener serves all endpoints; <see cref="SmtpHosting"/> hangs it in. With another <see cref="IPostbox"/> behind it, it is the
/// fake next hop of tests and load runs.
/// </summary>
public sealed class SmtpListener : ConnectionHandler, IDisposable
{
    private readonly SmtpPremises _premises;
    private readonly ClientBudget _budget;
    private readonly ConcurrentDictionary<SmtpSession, byte> _sessions = new();
    private readonly ITimer _sweep;

    /// <exception cref="SettingsException">The certificate can't be used.</exception>
    public SmtpListener(SmtpSettings settings, string hostName, IPostbox postbox, TimeProvider time, ILogger<SmtpListener> logger)
    {
        _premises = SmtpPremises.Of(settings, hostName, postbox, time, logger);
        _budget = ClientBudget.Of(settings);
        _sweep = time.CreateTimer(_ => Sweep(), null, Limits.SweepTime, Limits.SweepTime);
    }

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var session = new SmtpSession(connection, _premises);
        var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        if (!_budget.TryAdmit(session))
        {
            await session.TurnAwayAsync();
            return;
        }
        _sessions.TryAdd(session, 0);
        try
        {
            using var registration = stopping.UnsafeRegister(_ => session.HangUp(Replies.ShuttingDown), null);
            await session.RunAsync();
        }
        finally
        {
            _budget.Release(session);
            // The last replies may still be on their way to a peer that doesn't read: the sweep watches it until the socket is closed.
            connection.ConnectionClosed.UnsafeRegister(_ => _sessions.TryRemove(session, out byte _), null);
        }
    }

    public void Dispose() => _sweep.Dispose();

    private void Sweep()
    {
        foreach (var (session, _) in _sessions)
            session.CheckTime();
        if (_budget.TakeTurnedAway() is not (> 0 and var count))
            return;
        Measures.Refused("rate", count);
        _premises.Logger.SessionsAtTheCap(count);
    }
}
