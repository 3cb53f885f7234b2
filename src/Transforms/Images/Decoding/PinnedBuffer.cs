using System.Runtime.InteropServices;

namespace MLFlux.Images;

/// <summary>Bytes that native code reads and writes, kept from one image to the next.</summary>
internal sealed class PinnedBuffer
{
    private byte[] _bytes = [];

    public nint Address { get; private set; }

    /// <summary>Room for so many bytes, whose content is what it happens to be.</summary>
    public Span<byte> Take(int length)
    {
        if (_bytes.Length < length)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(length, pinned: true);
            Address = Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0);
        }

        return _bytes.AsSpan(0, length);
    }
}
