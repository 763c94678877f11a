using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using IfexList.Foundation;
using Microsoft.Data.Sqlite;

namespace IfexList.Operations;

/// <summary>
/// The command line: all verbs, one settings option, and the one place that turns an outcome into an exit code: 0 done, 1 it failed, 2 wrong usage.
/// Every failure is one line on standard error.
/// </summary>
public sealed class CommandLine(Terminal terminal, TimeProvider time)
{
    private readonly Option<string?> _config = new("--config") { HelpName = "FILE", Recursive = true, Description = "The configuration file" };

    /// <summary>The whole program.</summary>
    public static Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        // What we print is read by people and scripts in many countries: one calendar, one kind of figures.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        return new CommandLine(Terminal.OfThisProcess(), TimeProvider.System).InvokeAsync(arguments, cancellationToken);
    }

    public Terminal Terminal => terminal;

    /// <summary>All verbs, in the order in which help names them.</summary>
    private RootCommand Root() => new("IfexList, a list server that lives in mail")
    {
        _config,
        RunVerb.Build(this),
        DemoVerb.Build(this),
        CheckVerb.Build(this),
        DkimVerb.Build(this),
        StatusVerb.Build(this),
        TopVerb.Build(this),
        SubscribersVerb.Build(this),
        ModeratorsVerb.Build(this),
        TranslatorsVerb.Build(this),
        MembersVerb.Build(this),
        HeldVerb.Build(this),
        TranslationsVerb.Build(this),
        InboxVerb.Build(this),
        QueueVerb.Build(this),
        DeliveriesVerb.Build(this),
        ExplainVerb.Build(this),
        ArchiveVerb.Build(this),
        BackupVerb.Build(this),
        RestoreVerb.Build(this),
    };

    public async Task<int> InvokeAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // "@" begins no response file here: people type addresses.
        var parsed = Root().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            terminal.Complain(WrongUsage(parsed));
            return 2;
        }
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = Limits.StopTime + TimeSpan.FromSeconds(10),
        }, cancellationToken);
    }

    private static string WrongUsage(ParseResult parsed)
    {
        var verb = "";
        for (Symbol? command = parsed.CommandResult.Command; command is not (null or RootCommand); command = command.Parents.FirstOrDefault())
            verb = $" {command.Name}{verb}";
        var reason = parsed.UnmatchedTokens.Count > 0 ? $"\"{parsed.UnmatchedTokens[0]}\" is not understood" : parsed.Errors[0].Message.TrimEnd('.');
        return $"{reason}; see ifexlist{verb} --help";
    }

    /// <summary>A verb: what it takes, and what it does at the desk. The desk's settings are those of <c>--config</c>.</summary>
    public Command Verb(string name, string does, IReadOnlyList<Symbol> takes, Func<ParseResult, AdminDesk, CancellationToken, Task<int>> work)
    {
        var command = new Command(name, does);
        foreach (var argument in takes.OfType<Argument>())
            command.Add(argument);
        foreach (var option in takes.OfType<Option>())
            command.Add(option);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, work, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, Func<ParseResult, AdminDesk, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var desk = new AdminDesk(() => SettingsFile.Load(parsed.GetValue(_config)), time);
            return await work(parsed, desk, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return Failed("interrupted");
        }
        catch (SqliteException e)
        {
            return Failed($"the database: {e.Message}");
        }
        catch (Exception e)
        {
            return Failed(e.Message);
        }
    }

    private int Failed(string line)
    {
        terminal.Complain(line);
        return 1;
    }
}
