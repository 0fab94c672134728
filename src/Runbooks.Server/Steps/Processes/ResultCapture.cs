using System.Text;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Steps.Processes;

/// <summary>Keeps standard output for <c>outputs.result</c>, up to its limit.</summary>
internal sealed class ResultCapture : MemoryStream
{
    private long _seen;

    public bool IsTooLong => _seen > StepOutputs.ResultLimit;

    public string Complaint => $"outputs.result is {_seen:N0} bytes, the limit is {StepOutputs.ResultLimit:N0}: print less, or write a file and use outputs.parameters";

    public string Text => OutputFiles.WithoutLastLineBreak(Encoding.UTF8.GetString(GetBuffer(), 0, (int)Length));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _seen += buffer.Length;
        if (!IsTooLong) base.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
}
