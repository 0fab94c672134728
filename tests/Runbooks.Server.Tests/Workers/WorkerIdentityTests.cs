using System.Diagnostics;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Tests.Workers;

/// <summary>Who has a lease is taken for gone only if that is certain.</summary>
public class WorkerIdentityTests
{
    [Fact]
    public void A_process_that_lives_is_not_gone_and_says_the_same_of_itself_as_others_do()
    {
        Assert.False(WorkerIdentity.IsGone(WorkerIdentity.Current));
        Assert.Equal(WorkerIdentity.Current, WorkerIdentity.Of(Environment.ProcessId));
    }

    [Fact]
    public async Task A_process_is_gone_when_it_has_ended()
    {
        using var other = Process.Start("sleep", "600");
        var owner = WorkerIdentity.Of(other.Id)!;
        Assert.False(WorkerIdentity.IsGone(owner));

        other.Kill();
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(WorkerIdentity.IsGone(owner));
    }

    [Fact]
    public async Task A_process_of_which_nothing_can_be_seen_is_gone_only_if_there_is_none()
    {
        using var other = Process.Start("sleep", "600");
        var owner = WorkerIdentity.Of(other.Id)!;
        Assert.False(WorkerIdentity.IsGone(owner, _ => null));

        other.Kill();
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(WorkerIdentity.IsGone(owner, _ => null));
    }

    [Theory]
    [InlineData(0, "another-host", false)]
    [InlineData(1, "another-boot+pid:[4026531836]", false)]
    [InlineData(3, "12", true)]
    public void A_process_that_had_the_same_id_is_gone_only_if_it_had_it_here(int part, string other, bool isGone)
    {
        var owner = WorkerIdentity.Current.Split('/');
        owner[part] = other;

        Assert.Equal(isGone, WorkerIdentity.IsGone(string.Join('/', owner)));
    }

    [Theory]
    [InlineData("thief")]
    [InlineData("host/1/20260101000000")]
    [InlineData("")]
    public void An_owner_that_says_nothing_of_its_process_is_not_known_to_be_gone(string owner) => Assert.False(WorkerIdentity.IsGone(owner));

    [Fact]
    public void No_clock_is_part_of_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "on Linux the start is counted in ticks since the boot");
        var stat = File.ReadAllText("/proc/self/stat");

        Assert.EndsWith($"/{Environment.ProcessId}/{stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19]}", WorkerIdentity.Current);
    }
}
