using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Runbooks.Providers.Aws.Tests.Wire;

/// <summary>A server on the loopback that answers each call as the test says: only the wire is fake.</summary>
internal sealed class FakeAws : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly Func<Sent, Task<Reply>> _answerAsync;

    private FakeAws(Func<Sent, Task<Reply>> answerAsync)
    {
        _answerAsync = answerAsync;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(HandleAsync);
    }

    public Uri Url => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>All calls that came, in order.</summary>
    public ConcurrentQueue<Sent> Calls { get; } = new();

    /// <summary>Who asked for the account that its key belongs to, beside its calls.</summary>
    public ConcurrentQueue<Sent> Lookups { get; } = new();

    /// <summary>What such a question is answered.</summary>
    public Reply Identity { get; set; } = Reply.Sts("GetCallerIdentity", "<Account>123456789012</Account>");

    public IEnumerable<string> Actions => Calls.Select(call => call.Action);

    public static async Task<FakeAws> StartAsync(Func<Sent, Task<Reply>> answerAsync)
    {
        var fake = new FakeAws(answerAsync);
        await fake._server.StartAsync();
        return fake;
    }

    public static Task<FakeAws> StartAsync(Func<Sent, Reply> answer) => StartAsync(sent => Task.FromResult(answer(sent)));

    /// <summary>Answers one after the other; the last again and again.</summary>
    public static Task<FakeAws> StartAsync(params Reply[] replies)
    {
        var next = -1;
        return StartAsync(_ => replies[Math.Min(Interlocked.Increment(ref next), replies.Length - 1)]);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var sent = new Sent(form.ToDictionary(field => field.Key, field => field.Value.ToString()), http.Request.Headers.Authorization.ToString());
        var isLookup = sent.Action == "GetCallerIdentity" && !sent.Authorization.Contains(StepRun.KeyId, StringComparison.Ordinal);
        (isLookup ? Lookups : Calls).Enqueue(sent);
        var reply = isLookup ? Identity : await _answerAsync(sent);
        if (reply.WriteAsync is { } writeAsync)
        {
            await writeAsync(http.Response);
            return;
        }
        if (reply.Body is not { } body)
        {
            http.Abort();
            return;
        }
        http.Response.StatusCode = reply.Status;
        http.Response.ContentType = "text/xml";
        await http.Response.WriteAsync(body.Replace("{Action}", sent.Action, StringComparison.Ordinal));
    }
}
