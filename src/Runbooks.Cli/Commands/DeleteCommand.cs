using System.CommandLine;
using System.CommandLine.Parsing;
using Runbooks.Cli.Options;
using Runbooks.Cli.Output;
using Runbooks.Cli.Storage;
using Runbooks.Engine.Runs;
using Runbooks.Server.Storage;

namespace Runbooks.Cli.Commands;

internal sealed class DeleteCommand : RunbooksCommand
{
    private readonly RunsArgument _runs = new() { Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _force = new("--force") { Description = "Also runs that have not ended; what they have started in a cluster or a cloud goes on" };
    private readonly DurationOption _olderThan = new("--older-than", "Instead of RUN: all that ended longer ago than that");
    private readonly StatusOption<RunPhase> _status = new("With --older-than: only runs in that phase");
    private readonly LabelSelectorOption _labels = new();
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say which runs would be deleted, and delete none" };
    private readonly OutputOption _output = new("text", "json", "name");
    private readonly NamespaceOption _namespace = new("Look for the runs only there");
    private readonly DataOption _data;

    public DeleteCommand(Shell shell)
        : base("delete", "Delete runs that have ended, with their history and their logs",
            "runbooks delete shutdown-ec2-x7k2p",
            "runbooks delete --older-than 7d --status Succeeded --dry-run",
            "runbooks delete --older-than 30d -l env=dev")
    {
        _data = new DataOption(shell);
        Add(_runs);
        foreach (Option option in new Option[] { _olderThan, _status, _labels, _dryRun, _force, _output, _namespace, _data }) Add(option);
        Validators.Add(CheckCombination);
        SetAction((parse, _) => DeleteAsync(parse, shell));
    }

    private void CheckCombination(CommandResult given)
    {
        var named = given.GetValue(_runs) is { Length: > 0 };
        var old = given.GetResult(_olderThan) is not null;
        if (named == old) given.AddError("Name RUNs, or give --older-than.");
        if (old && given.GetValue(_force)) given.AddError("--older-than is about runs that have ended: --force is for RUNs.");
        if (!old && (given.GetValue(_status) is not null || given.GetResult(_labels) is { Implicit: false })) given.AddError("--status and --selector go with --older-than.");
    }

    private async Task<int> DeleteAsync(ParseResult parse, Shell shell)
    {
        await using var data = await DataFolder.OpenAsync(parse.GetRequiredValue(_data));
        var (force, dryRun) = (parse.GetValue(_force), parse.GetValue(_dryRun));
        var runs = parse.GetValue(_olderThan) is { } age ? Old(parse, data, shell.Time.GetUtcNow() - age) : Named(parse, data, force);
        if (!dryRun) await DeleteAsync(runs, data, force);
        Write(parse.GetRequiredValue(_output), runs, dryRun, shell);
        return ExitCode.Succeeded;
    }

    /// <summary>All of them are there, or none is deleted.</summary>
    private List<RunSummary> Named(ParseResult parse, DataFolder data, bool force)
    {
        var runs = parse.GetRequiredValue(_runs).Select(run => data.Find(run, parse.GetValue(_namespace))).DistinctBy(run => run.Id).ToList();
        return force || runs.Find(run => run.FinishedAt is null) is not { } open ? runs : throw StillGoesOn(open);
    }

    private List<RunSummary> Old(ParseResult parse, DataFolder data, DateTimeOffset before)
    {
        const int page = 1000;
        var filter = new RunFilter(parse.GetValue(_namespace), _status.Of(parse)) { EndedBefore = before, Labels = parse.GetRequiredValue(_labels) };
        var runs = new List<RunSummary>();
        var next = data.Runs.List(filter, page);
        while (true)
        {
            runs.AddRange(next.Runs);
            if (next.Continue is not { } token) return runs;
            next = data.Runs.List(filter, page, token);
        }
    }

    private static async Task DeleteAsync(List<RunSummary> runs, DataFolder data, bool force)
    {
        foreach (var run in runs)
            if (!await data.Removal.DeleteAsync(run.Id, force)) throw StillGoesOn(run);
        if (runs.Count > 0) data.Removal.Purge();
    }

    private static CommandException StillGoesOn(RunSummary run) =>
        CommandException.BadInput($"run {run.Name} is {run.Phase}; end it first (runbooks terminate {run.Name}), or delete it as it is with --force");

    private static void Write(string format, List<RunSummary> runs, bool dryRun, Shell shell)
    {
        if (runs.Count == 0 && format == "text") shell.Error.WriteLine("No runs found");
        if (format != "json")
        {
            foreach (var run in runs) shell.Out.WriteLine(format == "name" ? run.Name : $"run {run.Name} {(dryRun ? "would be " : "")}deleted");
            return;
        }
        JsonOutput.Write(shell.Out, json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("dryRun", dryRun);
            json.WriteStartArray("deleted");
            foreach (var run in runs) json.WriteStringValue(run.Name);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
