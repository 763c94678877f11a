using System.Diagnostics;
using System.Globalization;

namespace IfexList.Load;

/// <summary>flufl.bounce, which reads bounces for Mailman 3, as the distribution installs it: one process that reads the same files as often as we do.</summary>
public static class FluflBounce
{
    public const string Name = "flufl.bounce";

    private const string Python = "/usr/bin/python3";

    // The files come by standard input, and its first round isn't counted either.
    private const string Script = """
        import logging, sys, time
        from email import message_from_bytes
        from flufl.bounce import scan_message
        logging.disable(logging.CRITICAL)
        rounds = int(sys.argv[1])
        mails = [open(name.rstrip('\n'), 'rb').read() for name in sys.stdin]
        def read():
            for mail in mails:
                try:
                    scan_message(message_from_bytes(mail))
                except Exception:
                    pass
        read()
        began = time.perf_counter()
        for _ in range(rounds):
            read()
        print(time.perf_counter() - began)
        """;

    public static bool IsInstalled => File.Exists(Python) && Execute(["-c", "import importlib.util as u; raise SystemExit(not (u.find_spec('flufl') and u.find_spec('flufl.bounce')))"], []) is not null;

    public static Run Read(IReadOnlyList<string> files, int rounds)
    {
        if (Execute(["-c", Script, rounds.ToString(CultureInfo.InvariantCulture)], files) is not { } seconds)
            throw new LoadException("flufl.bounce didn't read the files");
        return new Run(files.Count * rounds, TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
    }

    private static string? Execute(IEnumerable<string> arguments, IReadOnlyList<string> lines)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        foreach (var line in lines)
            process.StandardInput.WriteLine(line);
        process.StandardInput.Close();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? said : null;
    }
}
