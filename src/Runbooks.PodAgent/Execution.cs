using System.Text;

namespace Runbooks.PodAgent;

/// <summary>Runs the author's command as if it were alone in its container, then hands its files over.</summary>
internal static class Execution
{
    public static int Run(ExecArguments arguments)
    {
        var folder = new SharedFolder(arguments.Folder);
        using var held = folder.Enter();
        using var signals = new SignalForwarder();
        using var output = arguments.StandardOutput ? new OutputTee() : null;
        var error = ChildProcess.TryStart(arguments.Command, output?.ChildEnd, out var child);
        if (error is var (reason, exit)) return Failure.Report($"{arguments.Command[0]}: {reason}", exit);
        signals.ForwardTo(child);
        var exitCode = ChildProcess.Wait(child);
        folder.Write(Report(arguments, output?.Finish()));
        return exitCode;
    }

    private static string Report(ExecArguments arguments, OutputFile? output)
    {
        var report = new StringBuilder();
        foreach (var (name, path) in arguments.Files) report.Append(OutputFile.Read(path).Line(name)).Append('\n');
        if (output is not null) report.Append(output.Line("-")).Append('\n');
        return report.ToString();
    }
}
