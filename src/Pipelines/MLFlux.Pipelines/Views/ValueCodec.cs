namespace MLFlux.Views;

/// <summary>Values of a type as bytes, for another process of the same program.</summary>
internal abstract class ValueCodec<T>
{
    public abstract void Write(BinaryWriter writer, ReadOnlySpan<T> values);

    /// <summary>Reads as many values as there are places, which may use what is in them.</summary>
    public abstract void Read(BinaryReader reader, Span<T> values);

    /// <summary>Puts a value in the place of another, with nothing in common.</summary>
    public virtual void Copy(in T from, ref T to) => to = from;
}
