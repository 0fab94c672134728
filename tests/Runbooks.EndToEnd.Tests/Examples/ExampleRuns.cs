using System.Text.Json;
using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Examples;

/// <summary>Runs the examples of one place, several at a time: most of them wait most of the time.</summary>
internal sealed class ExampleRuns : IDisposable
{
    private static readonly string Dice = Path.Combine(Checkout.Root, "tests", "Runbooks.EndToEnd.Tests", "Examples", "Dice");

    private readonly string _examples = ArgoExamples.FolderOrSkip();
    private readonly ExampleSite _site = ExampleSite.Start();
    private readonly SemaphoreSlim _turns;
    private readonly Action<RunbooksProgram, List<string>> _prepare;
    private readonly Dictionary<string, Task<Finished>> _runs;

    /// <param name="prepare">Adds to the program's environment and to the command line.</param>
    public ExampleRuns(string place, int atATime, Action<RunbooksProgram, List<string>> prepare)
    {
        (_turns, _prepare) = (new SemaphoreSlim(atATime), prepare);
        _runs = ExampleRun.Table.Where(run => run.Place == place).ToDictionary(run => run.Manifest, RunInTurnAsync);
    }

    public async Task CheckAsync(ExampleRun expected)
    {
        var run = await _runs[expected.Manifest];
        if (expected.Phase == "refused")
            run.ShouldExit(2);
        else
            Assert.True(expected.Phase == Phase(run), $"{expected.Manifest} should end {expected.Phase} and ended {Phase(run)}\n{run.Output}\n{run.Errors}");
        Assert.Contains(expected.Says, run.Output + run.Errors, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _site.Dispose();
        _turns.Dispose();
    }

    private async Task<Finished> RunInTurnAsync(ExampleRun run)
    {
        await _turns.WaitAsync();
        try
        {
            return await RunAsync(run);
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task<Finished> RunAsync(ExampleRun run)
    {
        using var program = new RunbooksProgram();
        program.Environment["PATH"] = $"{Dice}:{Path.Combine(Checkout.Root, "tests", "testbed", "stand-ins")}:{program.Path}";
        List<string> command = ["run", File(run, program), "-o", "json", .. run.Arguments.Select(Filled)];
        _prepare(program, command);
        if (run.Before is not null) (await program.BashAsync(Filled(run.Before))).ShouldExit(0);
        var running = program.RunAsync([.. command]);
        if (run.Meanwhile is not null) (await program.BashAsync(Filled(run.Meanwhile))).ShouldExit(0);
        return await running;
    }

    /// <summary>The manifest itself or, with replacements, a copy of the same name.</summary>
    private string File(ExampleRun run, RunbooksProgram program)
    {
        var file = Path.Combine(_examples, run.Manifest);
        if (run.Replacements.Count == 0) return file;
        var text = System.IO.File.ReadAllText(file);
        foreach (var (old, by) in run.Replacements)
            text = text.Contains(old, StringComparison.Ordinal) ? text.Replace(old, Filled(by), StringComparison.Ordinal) : throw new FormatException($"{run.Manifest} has no '{old}'");
        return program.Write(Path.GetFileName(run.Manifest), text);
    }

    private string Filled(string text) =>
        text.Replace("SITE", _site.Address, StringComparison.Ordinal).Replace("EXAMPLES", _examples, StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal);

    private static string? Phase(Finished run)
    {
        try
        {
            return (string?)run.Json["status"]!["phase"];
        }
        catch (JsonException)
        {
            return $"without a run, with exit code {run.ExitCode}";
        }
    }
}
