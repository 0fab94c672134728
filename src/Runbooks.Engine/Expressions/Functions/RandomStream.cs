using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Runbooks.Engine.Expressions.Functions;

/// <summary>Random bytes from a seed: each block is the hash of the seed and its number.</summary>
internal sealed class RandomStream(ReadOnlyMemory<byte> seed)
{
    private readonly Queue<byte> _ready = new();
    private int _block;

    public byte NextByte()
    {
        if (_ready.Count == 0)
        {
            var input = new byte[seed.Length + sizeof(int)];
            seed.CopyTo(input);
            BinaryPrimitives.WriteInt32BigEndian(input.AsSpan(seed.Length), _block++);
            foreach (var each in SHA256.HashData(input)) _ready.Enqueue(each);
        }
        return _ready.Dequeue();
    }

    public byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(_ => NextByte())];

    /// <summary>From 0 to below <paramref name="limit"/>.</summary>
    public long Below(long limit) => (long)(new BigInteger(Bytes(16), isUnsigned: true) % limit);
}
