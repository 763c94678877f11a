using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using IfexList.Foundation;

namespace IfexList.Smtp;

/// <summary>
/// How many sessions there may be, in all and for one client address. At a cap the session that was silent for longest goes and the newcomer is
/// served: idle connections, however many, never keep a good client out. Our own front relays have no cap of their own.
/// </summary>
public sealed class ClientBudget(int maxSessions, int maxPerClient, FrontRelays frontRelays)
{
    private readonly Lock _lock = new();
    private readonly HashSet<SmtpSession> _all = [];
    private readonly Dictionary<ClientKey, HashSet<SmtpSession>> _perClient = [];
    private int _turnedAway;

    public static ClientBudget Of(SmtpSettings settings) => new(settings.MaxSessions, settings.MaxSessionsPerAddress, FrontRelays.Of(settings));

    /// <returns>False if every session at the cap is just handing over a mail: then the newcomer has to come back.</returns>
    public bool TryAdmit(SmtpSession newcomer)
    {
        lock (_lock)
        {
            var client = ClientOf(newcomer.Client);
            var ownCap = !frontRelays.Contains(newcomer.Client) && client.Count >= maxPerClient;
            if (ownCap && !TryEvictFrom(client) || _all.Count >= maxSessions && !TryEvictFrom(_all))
            {
                _turnedAway++;
                Forget(client, newcomer.Client);
                return false;
            }
            _all.Add(newcomer);
            ClientOf(newcomer.Client).Add(newcomer);
            return true;
        }
    }

    public void Release(SmtpSession session)
    {
        lock (_lock)
            Remove(session);
    }

    /// <summary>Sessions ended or turned away at a cap since the last call.</summary>
    public int TakeTurnedAway()
    {
        lock (_lock)
        {
            var count = _turnedAway;
            _turnedAway = 0;
            return count;
        }
    }

    private bool TryEvictFrom(HashSet<SmtpSession> sessions)
    {
        var longest = sessions.Where(session => !session.IsBusy).MinBy(session => session.LastHeard);
        if (longest is null)
            return false;
        _turnedAway++;
        Remove(longest);
        longest.HangUp(Replies.TooBusy);
        return true;
    }

    private void Remove(SmtpSession session)
    {
        _all.Remove(session);
        if (!_perClient.TryGetValue(ClientKey.Of(session.Client), out var client))
            return;
        client.Remove(session);
        Forget(client, session.Client);
    }

    private void Forget(HashSet<SmtpSession> client, IPAddress address)
    {
        if (client.Count == 0)
            _perClient.Remove(ClientKey.Of(address));
    }

    private HashSet<SmtpSession> ClientOf(IPAddress address)
    {
        var key = ClientKey.Of(address);
        if (!_perClient.TryGetValue(key, out var sessions))
            _perClient.Add(key, sessions = []);
        return sessions;
    }
}

/// <summary>Who counts as one client: an IPv4 address, or an IPv6 /64, since that much is given to a single customer.</summary>
public readonly record struct ClientKey(AddressFamily Family, ulong Prefix)
{
    public static ClientKey Of(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        address.TryWriteBytes(octets, out _);
        return new ClientKey(address.AddressFamily, BinaryPrimitives.ReadUInt64BigEndian(octets));
    }
}
