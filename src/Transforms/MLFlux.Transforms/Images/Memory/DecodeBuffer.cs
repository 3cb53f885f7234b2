using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLFlux.Images;

/// <summary>
/// Bytes that native code reads and writes. What is small is kept from one image to the next; the rest is given back to all.
/// </summary>
/// <remarks>For one thread. Whoever takes more than a few bytes gives them back when the image is done.</remarks>
internal sealed class DecodeBuffer
{
    private const int KeptBytes = 1 << 16;

    private byte[] _own = [];
    private nint _ownAddress;
    private nint _shared;
    private int _sharedLength;

    /// <summary>A buffer that is forgotten while it holds a block, because a cursor was never disposed, frees it in the end.</summary>
    ~DecodeBuffer()
    {
        if (_shared != 0)
            Marshal.FreeHGlobal(_shared);
    }

    /// <summary>Where the bytes are that were taken last.</summary>
    public nint Address => _shared != 0 ? _shared : _ownAddress;

    /// <summary>
    /// Room for so many bytes. What was taken since the last <see cref="GiveBack"/> keeps its content unless more is needed.
    /// </summary>
    public Span<byte> Take(int length)
    {
        if (_shared == 0 && length <= KeptBytes)
        {
            if (_own.Length < length)
            {
                _own = GC.AllocateUninitializedArray<byte>(length, pinned: true);
                _ownAddress = Marshal.UnsafeAddrOfPinnedArrayElement(_own, 0);
            }

            return _own.AsSpan(0, length);
        }

        if (_sharedLength < length)
        {
            GiveBack();
            (_shared, _sharedLength) = BlockPool.Take(length);
        }

        return MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), _shared), length);
    }

    /// <summary>Ends the use of all bytes that were taken.</summary>
    public void GiveBack()
    {
        if (_shared == 0)
            return;
        BlockPool.GiveBack(_shared, _sharedLength);
        (_shared, _sharedLength) = (0, 0);
    }
}
