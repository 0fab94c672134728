namespace Runbooks.Providers.Aws.Clients;

/// <summary>Keeps the body of the answer for whoever asked for it around a call; the SDK reads the same bytes.</summary>
internal sealed class AnswerCapture(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly AsyncLocal<Slot?> Current = new();

    /// <summary>Makes a call and returns the body of its last answer.</summary>
    public static async Task<byte[]> DuringAsync(Func<Task> callAsync)
    {
        var slot = Current.Value = new Slot();
        await callAsync();
        return slot.Body ?? throw new InvalidOperationException("the call was answered without HTTP");
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (Current.Value is not { } slot) return response;
        slot.Body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var copy = new ByteArrayContent(slot.Body);
        foreach (var header in response.Content.Headers) copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        response.Content = copy;
        return response;
    }

    private sealed class Slot
    {
        public byte[]? Body { get; set; }
    }
}
