using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Sandbox;

public sealed class SuspendedRunTests
{
    [Fact]
    public async Task A_run_of_a_suspended_workflow_says_what_it_waits_for_others_wait_as_long_as_they_like_and_resumed_it_ends()
    {
        using var program = new RunbooksProgram();
        program.Write("held.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: held}
            spec: {suspend: true, entrypoint: main, templates: [{name: main, container: {image: busybox, command: [echo], args: [hello]}}]}
            """);

        var run = await program.BashAsync("""
            runbooks run "$HOME/held.yaml" --runtime process -o name > "$HOME/out" 2> "$HOME/errors" &
            until grep -q held "$HOME/out"; do kill -0 $!; done
            code=0; runbooks wait held --timeout 0.1s || code=$?
            echo "wait ends with $code"
            runbooks resume held > /dev/null
            wait $!
            cat "$HOME/errors"
            runbooks wait held
            """);

        run.ShouldExit(0);
        Assert.Equal("""
            wait ends with 124
            Workflow held is suspended (spec.suspend): its run starts nothing until it is resumed, with runbooks resume.
            run held Succeeded

            """, run.Output);
        Assert.Equal("error: the time is over; not ended: held (Running)\n", run.Errors);
    }
}
