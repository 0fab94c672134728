using System.Net;

namespace Runbooks.Providers.Aws.Clients;

/// <summary>A request's content that knows whether it has begun to leave: before that, the call can't have been carried out.</summary>
internal sealed class SentContent : HttpContent
{
    private readonly HttpContent _inner;

    public SentContent(HttpContent? inner)
    {
        _inner = inner ?? new ByteArrayContent([]);
        foreach (var header in _inner.Headers) Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    public bool HasLeft { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasLeft = true;
        return _inner.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }
}
