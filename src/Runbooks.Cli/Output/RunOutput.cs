using Runbooks.Cli.Terminals;
using Runbooks.Cli.Tree;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;

namespace Runbooks.Cli.Output;

/// <summary>One run in the formats of <c>-o</c>.</summary>
internal static class RunOutput
{
    public static void Write(string format, RunState run, Terminal terminal, TimeProvider time)
    {
        switch (format)
        {
            case "tree": terminal.Write(RunReport.Full(run, time)); break;
            case "wide": terminal.Write(RunReport.Full(run, time, wide: true)); break;
            case "json": JsonOutput.Write(terminal.Out, json => ArgoStatus.Write(run, json)); break;
            case "yaml": JsonOutput.WriteAsYaml(terminal.Out, json => ArgoStatus.Write(run, json)); break;
            case "name": terminal.Out.WriteLine(run.Run.Name); break;
            default: throw new InvalidOperationException($"no output format '{format}'");
        }
    }
}
