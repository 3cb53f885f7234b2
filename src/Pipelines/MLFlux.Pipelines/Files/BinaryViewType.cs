namespace MLFlux.Files;

/// <summary>A column's type as ML.NET's binary views write one, and how many bytes values of that type take.</summary>
/// <param name="Name">The type's name in the file; of a vector or key, that of its values' type.</param>
/// <param name="IsVector">Whether it is a vector.</param>
internal sealed record BinaryViewType(string Name, bool IsVector)
{
    private const int DeepestTypes = 3; // A vector of keys of a number.

    /// <summary>Reads one where it stands.</summary>
    /// <exception cref="InvalidDataException">It is longer than it says, or is nested as no type is.</exception>
    public static BinaryViewType Read(BoundedReader reader, Stream stream, int depth = 1)
    {
        string name = reader.Name();
        long end = checked(reader.Length() + stream.Position);
        if (end > stream.Length || depth > DeepestTypes)
            throw new InvalidDataException($"has a type '{PlainText.Of(name)}' that does not fit into it.");
        var type = new BinaryViewType(name, IsVector: false);
        switch (name)
        {
            case "VBuffer":
                type = Read(reader, stream, depth + 1) with { IsVector = true };
                long dimensions = reader.Int32();
                if (dimensions < 0 || dimensions * sizeof(int) != end - stream.Position)
                    throw new InvalidDataException($"has a vector of {dimensions:N0} dimensions in {end - stream.Position:N0} bytes.");
                break;
            case "Key" or "Key2":
                type = Read(reader, stream, depth + 1);
                break;
        }

        if (stream.Position > end)
            throw new InvalidDataException($"has a type '{PlainText.Of(name)}' that is longer than it says.");
        stream.Position = end;
        return type;
    }

    /// <summary>Passes over one value, of which each part has to be there.</summary>
    /// <exception cref="InvalidDataException">A count is none.</exception>
    public void PassValue(BoundedReader reader)
    {
        if (!IsVector)
        {
            PassItems(reader, 1);
            return;
        }

        int vectors = reader.Int32(), length = reader.Int32();
        if (length == 0)
            length = reader.Int32();
        int present = reader.Int32(), places = reader.Int32();
        if (vectors != 1 || length < 0 || present < -1 || places < 0)
            throw new InvalidDataException($"has {vectors:N0} vectors of {length:N0} values, of which {places:N0} are present.");
        reader.Pass((long)places * sizeof(int));
        PassItems(reader, present < 0 ? length : present);
    }

    private void PassItems(BoundedReader reader, long count)
    {
        switch (Name)
        {
            case "TextSpan":
                if (reader.Int32() != count)
                    throw new InvalidDataException("has other texts than it says.");
                reader.Pass(count * sizeof(int));
                reader.Pass(reader.Length());
                break;
            case "Boolean":
                reader.Pass((count + 7) / 8);
                break;
            case "DvBool":
                reader.Pass((count + 15) / 16 * sizeof(int));
                break;
            default:
                reader.Pass(count * BytesOf(Name));
                break;
        }
    }

    /// <summary>The bytes of a value of a type of fixed size; none for a type that ML.NET does not know, and does not read.</summary>
    private static int BytesOf(string name) => name switch
    {
        "SByte" or "Byte" => 1,
        "Int16" or "UInt16" => 2,
        "Int32" or "UInt32" or "Single" => 4,
        "Int64" or "UInt64" or "Double" or "TimeSpan" or "DateTime" or "DvTimeSpan" or "DvDateTime" => 8,
        "DateTimeOffset" or "DvDateTimeZone" => 10,
        "DataViewRowId" => 16,
        _ => 0,
    };
}
