using Microsoft.ML.Data;
using MLFlux.Images;

namespace MLFlux.Interop;

/// <summary>One row that is decoded ahead, by whichever thread takes it first.</summary>
internal sealed class DecodeSlot(DecoderPool decoders, int size) : IThreadPoolWorkItem
{
    private const int Free = 0, Waiting = 1, Taken = 2, Done = 3;

    private readonly object _change = new();
    private int _state = Free;

    public ImageInput Input { get; } = new();

    /// <summary>The image's planes, once it is done.</summary>
    public byte[] Planes { get; } = new byte[size];

    /// <summary>What was wrong with the image, once it is done.</summary>
    public InvalidDataException? Fault { get; private set; }

    public DataViewRowId Id { get; set; }

    public long Batch { get; set; }

    /// <summary>The row's position in the source.</summary>
    public long Position { get; set; }

    public bool IsDone => Volatile.Read(ref _state) == Done;

    /// <summary>Lets the pool's threads decode what <see cref="Input"/> holds.</summary>
    public void Start()
    {
        Fault = null;
        Volatile.Write(ref _state, Waiting);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Decodes on the calling thread, unless another one has begun; says whether it did.</summary>
    public bool TryRun()
    {
        if (Interlocked.CompareExchange(ref _state, Taken, Waiting) != Waiting)
            return false;

        try
        {
            decoders.Decode(Input, Planes);
        }
        catch (InvalidDataException fault)
        {
            Fault = fault;
        }
        catch (Exception fault) // Lost on a thread of the pool, it would end the process.
        {
            Fault = new InvalidDataException($"decoding failed: {fault.Message}", fault);
        }

        lock (_change)
        {
            Volatile.Write(ref _state, Done);
            Monitor.PulseAll(_change);
        }

        return true;
    }

    void IThreadPoolWorkItem.Execute() => TryRun();

    /// <summary>Waits for a thread that has begun.</summary>
    public void Wait()
    {
        if (IsDone)
            return;

        lock (_change)
        {
            while (!IsDone)
                Monitor.Wait(_change);
        }
    }

    /// <summary>Makes sure that no thread uses the slot any more.</summary>
    public void Cancel()
    {
        if (Interlocked.CompareExchange(ref _state, Free, Waiting) == Taken)
            Wait();
    }
}
