using Runbooks.Cli.Terminals;
using Runbooks.Cli.Tree;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;

namespace Runbooks.Cli.Output;

/// <summary>One run in the formats of <c>-o</c>.</summary>
internal static class RunOutput
{
    /// <param name="estimate">How long it is likely to take, or null if nobody can tell.</param>
    public static void Write(string format, RunState run, Terminal terminal, TimeProvider time, RunEstimate? estimate = null)
    {
        switch (format)
        {
            case "tree": terminal.Write(RunReport.Full(run, time, estimate: estimate)); break;
            case "wide": terminal.Write(RunReport.Full(run, time, wide: true, estimate)); break;
            case "json": JsonOutput.Write(terminal.Out, json => ArgoStatus.Write(run, json, estimate)); break;
            case "yaml": JsonOutput.WriteAsYaml(terminal.Out, json => ArgoStatus.Write(run, json, estimate)); break;
            case "name": terminal.Out.WriteLine(run.Run.Name); break;
            default: throw new InvalidOperationException($"no output format '{format}'");
        }
    }
}
