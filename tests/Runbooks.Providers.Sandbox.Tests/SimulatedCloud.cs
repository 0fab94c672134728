using Amazon.EC2;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Microsoft.Extensions.Time.Testing;

namespace Runbooks.Providers.Sandbox.Tests;

/// <summary>A server on a clock that stands still until told, and real AWS clients for it.</summary>
internal sealed class SimulatedCloud : IAsyncDisposable
{
    public const string Tokyo = "ap-northeast-1";
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private SimulatedCloud(FakeTimeProvider clock, SandboxServer server)
    {
        Clock = clock;
        Server = server;
        Ec2 = Ec2With(Key(SandboxCredential.Default));
    }

    public FakeTimeProvider Clock { get; }

    public SandboxServer Server { get; }

    /// <summary>A client in Tokyo with the default key.</summary>
    public AmazonEC2Client Ec2 { get; }

    /// <summary>The clock stands at noon of 1 March 2026 unless <paramref name="at"/> says otherwise.</summary>
    public static async Task<SimulatedCloud> StartAsync(SandboxOptions? options = null, DateTimeOffset? at = null)
    {
        var clock = new FakeTimeProvider(at ?? Noon);
        return new(clock, await SandboxServer.StartAsync((options ?? new SandboxOptions()) with { TimeProvider = clock }));
    }

    public static AWSCredentials Key(SandboxCredential credential) =>
        new BasicAWSCredentials(credential.AccessKeyId, credential.SecretAccessKey);

    public AmazonEC2Client Ec2In(string region) => Ec2With(Key(SandboxCredential.Default), region);

    public AmazonEC2Client Ec2With(AWSCredentials credentials, string region = Tokyo) => new(credentials, new AmazonEC2Config
    {
        ServiceURL = Server.Endpoint.ToString(),
        AuthenticationRegion = region,
        MaxErrorRetry = 0,
        // Else the SDK takes a connection that was reset for a stale one and sends the request up to ten times more.
        MaxStaleConnectionRetries = 0,
    });

    public AmazonSecurityTokenServiceClient StsWith(AWSCredentials credentials) => new(credentials, new AmazonSecurityTokenServiceConfig
    {
        ServiceURL = Server.Endpoint.ToString(),
        AuthenticationRegion = Tokyo,
        MaxErrorRetry = 0,
    });

    /// <summary>The id of the instance of that name, without a request.</summary>
    public string Id(string name) => Server.Instances().Single(instance => instance.Name == name).InstanceId;

    public string StateOf(string name) => Server.Instances().Single(instance => instance.Name == name).State;

    public ValueTask DisposeAsync()
    {
        Ec2.Dispose();
        return Server.DisposeAsync();
    }
}
