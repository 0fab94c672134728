using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Runbooks.Server.Dispatch;

namespace Runbooks.Server.Tests.Dispatch;

public class DueRunsTests
{
    [Fact]
    public void A_job_that_is_not_taken_throws_at_nobody_and_is_asked_for_again_until_it_is()
    {
        var time = new FakeTimeProvider();
        var jobs = new BusyJobs { RefusalsLeft = 2 };
        using var due = new DueRuns(jobs, time, NullLogger<DueRuns>.Instance);

        due.Wake();
        Assert.Equal(0, jobs.Taken);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, jobs.Taken);
        time.Advance(TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, jobs.Taken);
        Assert.True(due.Take().Store);
    }

    /// <summary>As Hangfire is when the machine is too busy to answer in time.</summary>
    private sealed class BusyJobs : IBackgroundJobClientV2
    {
        public int RefusalsLeft { get; set; }

        public int Taken { get; private set; }

        public JobStorage Storage => throw new NotSupportedException();

        public string Create(Job job, IState state) => Create(job, state, null);

        public string Create(Job job, IState state, IDictionary<string, object?>? parameters)
        {
            if (RefusalsLeft-- > 0) throw new BackgroundJobClientException("busy", new TimeoutException());
            Taken++;
            return "1";
        }

        public bool ChangeState(string jobId, IState state, string? expectedState) => throw new NotSupportedException();
    }
}
