using Runbooks.Cli.Terminals;
using Runbooks.Cli.Tree;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;

namespace Runbooks.Cli.Output;

/// <summary>One run in the formats of <c>-o</c>.</summary>
internal static class RunOutput
{
    public static void Write(string format, RunReport report, Terminal terminal)
    {
        var run = report.Run;
        switch (format)
        {
            case "tree" when terminal.IsInteractive: terminal.Write(report.Brief(terminal.Width, terminal.Height)); break;
            case "tree": terminal.Write(report.Full()); break;
            case "wide": terminal.Write(report.Full(wide: true)); break;
            case "json": WriteJson(run, terminal, report.Estimate); break;
            case "yaml": JsonOutput.WriteAsYaml(terminal, json => ArgoStatus.Write(run, json, report.Estimate)); break;
            case "name": terminal.Out.WriteLine(run.Run.Name); break;
            default: throw new InvalidOperationException($"no output format '{format}'");
        }
    }

    /// <param name="estimate">How long it is likely to take, or null if nobody can tell.</param>
    public static void WriteJson(RunState run, Terminal terminal, RunEstimate? estimate) => JsonOutput.Write(terminal.Out, json => ArgoStatus.Write(run, json, estimate));
}
