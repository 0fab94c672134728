using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Tests;

/// <summary>A step executor at the process's edge: each step ends as the script says.</summary>
internal sealed class ScriptedExecutor(Func<StepContext, CancellationToken, Task<StepOutcome>> script) : IStepExecutor
{
    public static StepOutcome Result(string result) => new(NodePhase.Succeeded, null, new StepOutputs { Result = result });

    public Task<StepOutcome> ExecuteAsync(StepContext step, CancellationToken cancellation) => script(step, cancellation);
}
