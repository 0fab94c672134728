using Runbooks.Engine.Status;

namespace Runbooks.Engine.Tests.Status;

/// <summary>Each file in FailedSteps is a run that goes wrong; beside it stands what that comes down to.</summary>
public sealed class FailedStepsTests
{
    public static TheoryData<string> Cases => [.. Expected.Cases("FailedSteps")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_failure_is_told_by_the_steps_that_failed_themselves(string name)
    {
        var run = ScriptedRun.Play(Expected.PathOf($"FailedSteps/{name}.yaml")).Run;
        string[] lines =
        [
            $"{run.Phase}: {FailedSteps.CauseOf(run)}",
            .. FailedSteps.Of(run).Select(step => $"{step.Name}: {step.Reason}{(step.Attempts > 1 ? $" ({step.Attempts} attempts)" : "")}{(step.IsTolerated ? " (passed over)" : "")}"),
        ];
        Expected.Is($"FailedSteps/{name}.txt", string.Concat(lines.Select(line => line.TrimEnd() + "\n")));
    }
}
