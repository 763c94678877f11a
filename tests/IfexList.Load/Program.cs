using System.CommandLine;
using System.Net;
using IfexList.Load;
using IfexList.Load.WayOut;

// Not a test: nothing here passes or fails by the clock. Each figure comes with the raw limit measured beside it in the same run.
var runs = new Option<int>("--runs") { Description = "How often each figure is taken; medians are shown.", DefaultValueFactory = _ => 5 };
var readers = new Option<string>("--readers") { Description = "List sizes for fanout.", DefaultValueFactory = _ => "1000,15000,100000" };
var mixedReaders = new Option<string>("--readers") { Description = "List sizes for editions.", DefaultValueFactory = _ => "15000" };
var connections = new Option<string>("--connections") { Description = "Numbers of peers for inbound.", DefaultValueFactory = _ => "1,20,50" };
var mails = new Option<int>("--mails") { Description = "Mails per run of inbound.", DefaultValueFactory = _ => 5_000 };
var addresses = new Option<int>("--addresses") { Description = "Addresses to import.", DefaultValueFactory = _ => 100_000 };
var signedReaders = new Option<int>("--signed-readers") { Description = "Readers of the signed alert.", DefaultValueFactory = _ => 15_000 };
var parcelReaders = new Option<int>("--parcel-readers") { Description = "Readers of the weekly parcel.", DefaultValueFactory = _ => 15_000 };
var rows = new Option<int>("--million") { Description = "Rows of the large release of delivery, readers of the selection of editions; 0 leaves them out.", DefaultValueFactory = _ => 1_000_000 };
var parts = new Option<string>("--parts") { Description = "Parts of delivery (grid, overtaking, inbound, million, world) and of world (model, daemon).", DefaultValueFactory = _ => "grid,overtaking,inbound,million,world,model,daemon" };
var daemon = new Option<string>("--daemon") { Description = "The daemon's executable.", DefaultValueFactory = _ => Repository.DaemonExecutable };
Option[] all = [runs, readers, connections, mails, addresses, signedReaders, parcelReaders, rows, parts, daemon];

var root = new RootCommand("Measures ifexlist against the raw limit of the machine, in the same run.");
foreach (var (name, what) in new[]
{
    ("fanout", "One alert to many readers over 16 kept connections."),
    ("signed", "The same, each copy with its DKIM signature."),
    ("inbound", "Mails taken in durably, from one peer and from many."),
    ("import", "A large list of subscribers."),
    ("cleansing", "Ten photos of a 5 MB mail made anew, each time in a process of its own."),
    ("parcel", "A weekly parcel in five languages and 40 sets of topics."),
    ("verify", "Who sent a signed mail: SPF, DKIM and DMARC."),
    ("bounces", "What comes back: read, beside flufl.bounce, and entered in the ledger."),
    ("archive", "100,000 editions on record: how fast they come in, are found and read."),
    ("bundles", "The archive back from a mirror of bundles, and an old mbox taken in."),
    ("all", "All of the above."),
    ("world", "A release into a simulated world of providers, beside the best schedule that their limits allow."),
    ("editions", "Five editions of a release beside one, and who gets what among a million readers, as one table."),
    ("delivery", "The whole way out beside its targets, as one table."),
})
{
    var command = new Command(name, what);
    var sizes = name is "editions" ? mixedReaders : readers;
    foreach (var option in all)
        command.Options.Add(option == readers ? sizes : option);
    command.SetAction(async (parsed, cancellationToken) =>
    {
        var plan = new Plan(
            Path.GetFullPath(parsed.GetValue(daemon)!), parsed.GetValue(runs), Numbers(parsed.GetValue(sizes)!), Numbers(parsed.GetValue(connections)!),
            parsed.GetValue(mails), parsed.GetValue(addresses), parsed.GetValue(signedReaders), parsed.GetValue(parcelReaders), parsed.GetValue(rows),
            parsed.GetValue(parts)!.Split(','));
        return await Benchmarks.RunAsync(name, plan, Console.Out, cancellationToken);
    });
    root.Subcommands.Add(command);
}
// What a process of its own does for "cleansing".
var once = new Argument<FileInfo>("mail");
var cleanseOnce = new Command("cleanse-once") { Hidden = true, Arguments = { once } };
cleanseOnce.SetAction(parsed => CleansedMail.Once(parsed.GetValue(once)!, Console.Out));
root.Subcommands.Add(cleanseOnce);
// The same for "bounces".
var returned = new Argument<FileInfo>("mail");
var readReturnOnce = new Command("read-return-once") { Hidden = true, Arguments = { returned } };
readReturnOnce.SetAction(parsed => ReturnedMails.Once(parsed.GetValue(returned)!, Console.Out));
root.Subcommands.Add(readReturnOnce);
// The same for long lines.
var (listen, target, milliseconds) = (new Argument<string>("listen"), new Argument<string>("target"), new Argument<int>("milliseconds"));
var holdReplies = new Command(DelayingRelay.Command) { Hidden = true, Arguments = { listen, target, milliseconds } };
holdReplies.SetAction(parsed => DelayingRelay.RunAsync(
    IPEndPoint.Parse(parsed.GetValue(listen)!), IPEndPoint.Parse(parsed.GetValue(target)!), TimeSpan.FromMilliseconds(parsed.GetValue(milliseconds))));
root.Subcommands.Add(holdReplies);
return await root.Parse(args).InvokeAsync();

static int[] Numbers(string list) =>
    [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture))];
