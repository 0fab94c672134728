using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Docs;

/// <summary>A reader's cluster and AWS account: a kubeconfig whose context names a fresh namespace, and a credentials file in the home folder.</summary>
internal sealed class Account : IAsyncDisposable
{
    private readonly TestNamespace _cluster;
    private readonly Moto _moto;

    private Account(TestNamespace cluster, Moto moto) => (_cluster, _moto) = (cluster, moto);

    public static async Task<Account> OpenAsync(RunbooksProgram program, string region)
    {
        var cluster = await TestNamespace.CreateAsync();
        var moto = await Moto.StartAsync(region);
        await moto.LaunchAsync(2);
        program.Environment["KUBECONFIG"] = await cluster.WriteKubeconfigAsync(program.Folder);
        if (Environment.GetEnvironmentVariable("RUNBOOKS_TEST_KUBECTL") is { Length: > 0 } kubectl)
            program.Environment["PATH"] = $"{Path.GetDirectoryName(kubectl)}:{program.Path}";
        Directory.CreateDirectory(Path.Combine(program.Folder, ".aws"));
        program.Write(Path.Combine(".aws", "credentials"), moto.CredentialsFile);
        return new Account(cluster, moto);
    }

    public async Task<IEnumerable<string>> StatesAsync() => (await _moto.StatesAsync()).Values;

    public async ValueTask DisposeAsync()
    {
        await _moto.DisposeAsync();
        await _cluster.DisposeAsync();
    }
}
