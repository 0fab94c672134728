using Runbooks.PodAgent;

try
{
    return args switch
    {
        ["install", var destination] => Installation.Install(destination),
        ["exec", .. var words] when ExecArguments.Parse(words) is { } arguments => Execution.Run(arguments),
        ["report", var folder] => Reporting.Run(folder),
        _ => Failure.Report("usage: agent install FILE | exec --to FOLDER [--file NAME=PATH]... [--stdout] -- COMMAND... | report FOLDER"),
    };
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
{
    return Failure.Report(e.Message);
}
