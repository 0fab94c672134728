using System.CommandLine;
using Runbooks.Cli.Options;
using Runbooks.Cli.Output;
using Runbooks.Cli.Storage;
using Runbooks.Server.Storage;

namespace Runbooks.Cli.Commands;

internal sealed class DeleteCommand : RunbooksCommand
{
    private readonly Argument<string[]> _runs = new("RUN") { Description = "Runs' names or ids, or @latest", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _force = new("--force") { Description = "Also runs that have not ended; what they have started in a cluster or a cloud goes on" };
    private readonly OutputOption _output = new("text", "json", "name");
    private readonly NamespaceOption _namespace = new("Look for the runs only there");
    private readonly DataOption _data;

    public DeleteCommand(Shell shell)
        : base("delete", "Delete runs that have ended, with their history and their logs",
            "runbooks delete shutdown-ec2-x7k2p",
            "runbooks delete $(runbooks list --status Succeeded -o name)")
    {
        _data = new DataOption(shell);
        Add(_runs);
        foreach (Option option in new Option[] { _force, _output, _namespace, _data }) Add(option);
        SetAction((parse, _) => DeleteAsync(parse, shell));
    }

    private async Task<int> DeleteAsync(ParseResult parse, Shell shell)
    {
        await using var data = await DataFolder.OpenAsync(parse.GetRequiredValue(_data));
        // All of them are there, or none is deleted.
        var runs = parse.GetRequiredValue(_runs).Select(run => data.Find(run, parse.GetValue(_namespace))).DistinctBy(run => run.Id).ToList();
        var force = parse.GetValue(_force);
        if (!force && runs.Find(run => run.FinishedAt is null) is { } open) throw StillGoesOn(open);
        foreach (var run in runs)
            if (!await data.Removal.DeleteAsync(run.Id, force)) throw StillGoesOn(run);
        data.Removal.Purge();
        Write(parse.GetRequiredValue(_output), runs, shell);
        return ExitCode.Succeeded;
    }

    private static CommandException StillGoesOn(RunSummary run) =>
        CommandException.BadInput($"run {run.Name} is {run.Phase}; end it first (runbooks terminate {run.Name}), or delete it as it is with --force");

    private static void Write(string format, List<RunSummary> runs, Shell shell)
    {
        if (format != "json")
        {
            foreach (var run in runs) shell.Out.WriteLine(format == "name" ? run.Name : $"run {run.Name} deleted");
            return;
        }
        JsonOutput.Write(shell.Out, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("deleted");
            foreach (var run in runs) json.WriteStringValue(run.Name);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
