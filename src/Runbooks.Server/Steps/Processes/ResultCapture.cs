using System.Buffers;
using System.Text;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Steps.Processes;

/// <summary>Keeps standard output for <c>outputs.result</c>, up to its limit.</summary>
internal sealed class ResultCapture
{
    private readonly ArrayBufferWriter<byte> _kept = new();
    private long _seen;

    public bool IsTooLong => _seen > StepOutputs.ResultLimit;

    public string Complaint => $"outputs.result is {_seen:N0} bytes, the limit is {StepOutputs.ResultLimit:N0}: print less, or write a file and use outputs.parameters";

    public string Text => OutputFiles.WithoutLastLineBreak(Encoding.UTF8.GetString(_kept.WrittenSpan));

    public void Write(ReadOnlySpan<byte> output)
    {
        _seen += output.Length;
        if (!IsTooLong) _kept.Write(output);
    }
}
