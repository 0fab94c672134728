using System.Net;
using Runbooks.Kubernetes.Clusters;

namespace Runbooks.Kubernetes.Tests.Clusters;

public class AnswerBoundsTests
{
    private const string Pods = "https://k/api/v1/namespaces/default/pods";

    [Theory]
    [InlineData($"{Pods}?watch=true", "a line\n", 100 * 1024 * 1024, true)]
    [InlineData($"{Pods}?watch=true", "a line without an end", 100 * 1024 * 1024, false)]
    [InlineData("https://k/api/v1/namespaces/default/secrets/awskey", "x", AnswerBounds.LongestObject, true)]
    [InlineData("https://k/api/v1/namespaces/default/secrets/awskey", "x", AnswerBounds.LongestObject + 1, false)]
    [InlineData(Pods, "x", AnswerBounds.LongestObject + 1, true)]
    [InlineData($"{Pods}/p/log?limitBytes=1000", "x", AnswerBounds.LongestObject + 1000, true)]
    [InlineData($"{Pods}/p/log?follow=true&limitBytes=1000", "x", AnswerBounds.LongestObject + 1001, false)]
    public async Task An_answer_ends_at_its_bound(string url, string repeated, long length, bool isRead)
    {
        using var client = new HttpClient(new AnswerBounds { InnerHandler = new Repeating(repeated, length) });
        using var response = await client.GetAsync(new Uri(url), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        var reading = await Record.ExceptionAsync(() => response.Content.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));

        Assert.Equal(isRead, reading is null);
        if (!isRead) Assert.Contains("is longer than 16 MiB", Assert.IsAssignableFrom<Exception>(reading).GetBaseException().Message);
    }

    /// <summary>Answers everything with a text again and again.</summary>
    private sealed class Repeating(string text, long length) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new Endless(System.Text.Encoding.UTF8.GetBytes(text), length)) });
    }

    private sealed class Endless(byte[] text, long length) : MemoryStream
    {
        private long _given;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = (int)Math.Min(buffer.Length, length - _given);
            for (var i = 0; i < count; i++) buffer.Span[i] = text[(int)((_given + i) % text.Length)];
            _given += count;
            return ValueTask.FromResult(count);
        }
    }
}
