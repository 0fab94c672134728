using Microsoft.Extensions.Time.Testing;
using Runbooks.Cli.Recap;
using Runbooks.Engine.Tests.Status;

namespace Runbooks.Cli.Tests.Recap;

/// <summary>Each file in Cases is a run; beside it stands what is said of it below its tree.</summary>
public sealed class RunRecapTests
{
    public static TheoryData<string> Cases => [.. Expected.Cases("Cases")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_run_is_told_by_what_failed_and_how_to_go_on(string name)
    {
        var run = ScriptedRun.Play(Expected.PathOf($"Cases/{name}.yaml")).Run;
        var lines = new RunRecap(run, new FakeTimeProvider(ScriptedRun.Begin)) { Hints = new() }.Lines();
        Expected.Is($"Cases/{name}.txt", string.Concat(lines.Select(line => line + "\n")));
    }
}
