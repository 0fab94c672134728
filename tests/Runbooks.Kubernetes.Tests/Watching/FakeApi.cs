using System.Collections.Concurrent;
using System.Net;
using System.Text;
using k8s;
using Runbooks.Kubernetes.Clusters;

namespace Runbooks.Kubernetes.Tests.Watching;

/// <summary>An API server that says what it is told to, for what a real one can't be made to say: answers are taken in order, by kind of request.</summary>
internal sealed class FakeApi : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Answer>> _answers = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _serving;

    public FakeApi()
    {
        _listener = Start();
        _serving = ServeAsync();
    }

    private string Url => _listener.Prefixes.Single();

    /// <summary>What was asked, e.g. <c>watch from 7</c>.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <param name="request"><c>list</c>, <c>watch</c>, <c>read</c>, <c>create</c>, …</param>
    /// <param name="stays">The connection stays open after the body.</param>
    public FakeApi On(string request, int status, string body, bool stays = false)
    {
        _answers.GetOrAdd(request, _ => new ConcurrentQueue<Answer>()).Enqueue(new Answer(status, body, stays));
        return this;
    }

    public ClusterConnection Connect() => new(new KubernetesClientConfiguration { Host = Url });

    public async ValueTask DisposeAsync()
    {
        _end.TrySetResult();
        _listener.Close();
        await _serving;
    }

    private static HttpListener Start()
    {
        while (true)
        {
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{Random.Shared.Next(20_000, 30_000)}/");
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException)
            {
                // The port is taken; another one.
            }
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var kind = KindOf(context.Request);
        _requests.Enqueue(kind == "watch" ? $"watch from {context.Request.QueryString["resourceVersion"]}" : kind);
        var answer = _answers.TryGetValue(kind, out var queue) && queue.TryDequeue(out var next) ? next : new Answer(500, """{"kind": "Status", "message": "out of answers"}""", false);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        context.Response.SendChunked = true;
        try
        {
            // An empty chunk would end the answer.
            if (answer.Body.Length > 0) await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer.Body));
            if (answer.Stays) await _end.Task;
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The client has left.
        }
    }

    private static string KindOf(HttpListenerRequest request) => (request.HttpMethod, request.QueryString["watch"]) switch
    {
        ("GET", "true") => "watch",
        ("GET", _) when request.Url!.AbsolutePath.EndsWith("/pods", StringComparison.Ordinal) => "list",
        ("GET", _) when request.Url.AbsolutePath.EndsWith("/log", StringComparison.Ordinal) => "log",
        ("GET", _) => "read",
        ("POST", _) => "create",
        _ => request.HttpMethod,
    };

    private sealed record Answer(int Status, string Body, bool Stays);
}
