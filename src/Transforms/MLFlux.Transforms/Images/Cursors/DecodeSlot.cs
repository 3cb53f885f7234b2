using Microsoft.ML.Data;

namespace MLFlux.Images;

/// <summary>One row that is decoded ahead.</summary>
internal sealed class DecodeSlot(int size)
{
    private readonly object _change = new();
    private volatile bool _isDone;

    public ImageInput Input { get; } = new();

    /// <summary>The image's planes, once it is done.</summary>
    public byte[] Planes { get; private set; } = [];

    /// <summary>What was wrong with the image, once it is done.</summary>
    public InvalidDataException? Fault { get; private set; }

    public DataViewRowId Id { get; set; }

    public long Batch { get; set; }

    /// <summary>The row's position in the source.</summary>
    public long Position { get; set; }

    public bool IsDone => _isDone;

    /// <summary>Makes the slot ready for what <see cref="Input"/> now holds.</summary>
    public void Reset()
    {
        if (Planes.Length == 0)
            Planes = new byte[size]; // Not before it is needed: most rows of a short look never are.
        Fault = null;
        _isDone = false;
    }

    /// <summary>Decodes the image.</summary>
    public void Run(ImageDecoder decoder)
    {
        try
        {
            decoder.Decode(Input, Planes);
        }
        catch (InvalidDataException fault)
        {
            Fault = fault;
        }
        catch (Exception fault) // Lost on a thread of the pool, it would end the process.
        {
            Fault = new InvalidDataException($"decoding failed: {fault.Message}", fault);
        }

        Input.GiveBack(); // Encoded images ahead would otherwise be as many as there are slots.
        lock (_change)
        {
            _isDone = true;
            Monitor.PulseAll(_change);
        }
    }

    /// <summary>Waits for the thread that decodes the image.</summary>
    public void Wait()
    {
        if (_isDone)
            return;

        lock (_change)
        {
            while (!_isDone)
                Monitor.Wait(_change);
        }
    }
}
