using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Delivery;

/// <summary>
/// Which of our addresses mail may leave from: those of <c>Relay.Sources</c>, or what the system takes. Large providers refuse mail from an address whose name
/// doesn't lead back to it, so that is looked at with the first mail and hourly; while the DNS doesn't answer, what was last known holds.
/// </summary>
public sealed class SourceAddresses(RelaySettings relay, NameLookup names, TimeProvider time)
{
    // Two of the root's name servers, whose addresses hardly ever change. Nothing is sent to them: they stand for the world when the system is asked for a way there.
    private static readonly IPEndPoint[] World = [new(IPAddress.Parse("193.0.14.129"), 53), new(IPAddress.Parse("2001:7fd::1"), 53)];

    private readonly Lock _gate = new();
    private Task<OwnAddresses> _looked = Task.FromResult(new OwnAddresses([], new HashSet<IPAddress>()));
    private OwnAddresses? _last;
    private long _lookAgainAt;

    public Task<OwnAddresses> NowAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_looked.IsCompleted && time.Now() >= _lookAgainAt)
                _looked = LookAsync();
            return _looked.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Every address of this machine.</summary>
    public static IReadOnlyList<IPAddress> OfThisMachine() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(card => card.OperationalStatus == OperationalStatus.Up)
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address),
    ];

    // Whoever waits may go; the answer is everybody's.
    private async Task<OwnAddresses> LookAsync()
    {
        var isChosen = relay.Sources.Count > 0;
        var addresses = isChosen ? relay.Sources.Select(IPAddress.Parse) : World.Select(TakenTo).OfType<IPAddress>();
        var sources = await Task.WhenAll(addresses.Select(async address => new SourceAddress(address, await NameAsync(address), isChosen)));
        _last = new OwnAddresses(sources, OfThisMachine().ToHashSet());
        _lookAgainAt = time.After(sources.Any(source => source.Name == SourceName.Unknown) ? Limits.SourceCheckAgain : Limits.SourceCheckTime);
        return _last;
    }

    private async Task<SourceName> NameAsync(IPAddress address)
    {
        if (!PublicNetwork.Has(address))
            return SourceName.Hidden;
        var called = await names.NamesAsync(address, CancellationToken.None);
        var back = await Task.WhenAll(called.Records.Take(Limits.SourceNames).Select(name => names.AddressesAsync(name, address.AddressFamily, CancellationToken.None)));
        return back.Any(answer => answer.Records.Contains(address)) ? SourceName.Confirmed
            : called.HasFailed || back.Any(answer => answer.HasFailed) ? _last?.Sources.FirstOrDefault(source => source.Address.Equals(address))?.Name ?? SourceName.Unknown
            : SourceName.Missing;
    }

    private static IPAddress? TakenTo(IPEndPoint world)
    {
        try
        {
            using var socket = new Socket(world.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(world);
            return ((IPEndPoint)socket.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
