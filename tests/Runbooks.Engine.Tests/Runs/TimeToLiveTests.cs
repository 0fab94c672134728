using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Engine.Tests.Runs;

public class TimeToLiveTests
{
    [Theory]
    [InlineData("{secondsAfterCompletion: 10, secondsAfterSuccess: 5, secondsAfterFailure: 7}", NodePhase.Succeeded, 5)]
    [InlineData("{secondsAfterCompletion: 10, secondsAfterSuccess: 5, secondsAfterFailure: 7}", NodePhase.Failed, 7)]
    [InlineData("{secondsAfterCompletion: 10, secondsAfterSuccess: 5, secondsAfterFailure: 7}", NodePhase.Error, 10)]
    [InlineData("{secondsAfterCompletion: 10}", NodePhase.Failed, 10)]
    [InlineData("{secondsAfterSuccess: 0}", NodePhase.Succeeded, 0)]
    [InlineData("{secondsAfterSuccess: 5}", NodePhase.Failed, null)]
    [InlineData("{secondsAfterFailure: 5}", NodePhase.Error, null)]
    [InlineData("{}", NodePhase.Succeeded, null)]
    public void A_run_expires_so_long_after_its_end_as_its_phase_says(string strategy, NodePhase phase, int? seconds)
    {
        var submitted = CaseFile.Parse($$$"""
            --- workflow
            ttlStrategy: {{{strategy}}}
            templates:
              - name: main
                plugin: {call: {}}
            --- expected
            """).Submit();
        var run = RunState.Replay([submitted]);
        Decider.Decide(run, [], submitted.At);
        Assert.Null(run.ExpiresAt);

        var end = submitted.At.AddMinutes(1);
        Decider.Decide(run, [new NodeFinished(end, 0, phase, null, StepOutputs.None)], end);

        Assert.Equal(seconds is null ? null : end.AddSeconds(seconds.Value), run.ExpiresAt);
    }
}
