using Google.Protobuf;
using MLFlux.Files;

namespace MLFlux.Onnx;

/// <summary>Reads ONNX files. The numbers of fields are those of <c>onnx.proto</c>.</summary>
internal sealed class ModelReader
{
    /// <summary>The operator sets whose files are read.</summary>
    public const int FirstOperatorSet = 7, LastOperatorSet = 21;

    private readonly ProtoReader _reader;
    private readonly GraphReader _graphs;

    private ModelReader(Stream stream, string name, string? folder, long mostBytes)
    {
        _reader = new ProtoReader(stream, name, mostBytes);
        long left = stream.CanSeek ? mostBytes - stream.Length : mostBytes;
        _graphs = new GraphReader(_reader, new TensorReader(_reader, new ExternalData(folder, name, left)));
    }

    /// <summary>Reads a file, and the files beside it that hold its external data.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">How many bytes it may have, together with the files beside it.</param>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, or of an operator set that is not read; the message names the file and the set.
    /// </exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static ModelProto Read(string path, long mostBytes = long.MaxValue)
    {
        using FileStream stream = RegularFile.OpenRead(path, "an ONNX file");
        return new ModelReader(stream, path, Path.GetDirectoryName(Path.GetFullPath(path)), mostBytes).Read();
    }

    /// <summary>Reads from a stream, up to its end.</summary>
    /// <param name="stream">Where from; left open.</param>
    /// <param name="name">What to call the stream in messages.</param>
    /// <param name="mostBytes">How many bytes there may be.</param>
    /// <inheritdoc cref="Read(string, long)"/>
    public static ModelProto Read(Stream stream, string name, long mostBytes = long.MaxValue) =>
        new ModelReader(stream, name, folder: null, mostBytes).Read();

    private ModelProto Read()
    {
        ModelProto model = new(new GraphProto(), []);
        GraphProto? graph = null;
        List<OperatorSet> sets = [];
        List<(string, string)> metadata = [];
        while (_reader.TryReadField(out int field, out WireFormat.WireType type))
        {
            switch (field)
            {
                case 1:
                    model = model with { FormatVersion = _reader.ReadNumber(type) };
                    break;
                case 2:
                    model = model with { Producer = _reader.ReadText(type) };
                    break;
                case 3:
                    model = model with { ProducerVersion = _reader.ReadText(type) };
                    break;
                case 4:
                    model = model with { Domain = _reader.ReadText(type) };
                    break;
                case 5:
                    model = model with { ModelVersion = _reader.ReadNumber(type) };
                    break;
                case 6:
                    model = model with { Description = _reader.ReadText(type) };
                    break;
                case 7:
                    graph = graph is null ? _reader.ReadMessage(type, _graphs.Read) : throw _reader.Damaged("it has two graphs");
                    break;
                case 8:
                    sets.Add(_reader.ReadMessage(type, Set));
                    break;
                case 14:
                    metadata.Add(_reader.ReadMessage(type, _reader.ReadEntry));
                    break;
                default:
                    _reader.Skip(type);
                    break;
            }
        }

        if (graph is null)
            throw _reader.Damaged("it has no graph");
        CheckVersion(sets);
        return model with { Graph = graph, OperatorSets = sets, Metadata = metadata, SkippedFields = _reader.SkippedFields };
    }

    private void CheckVersion(List<OperatorSet> sets)
    {
        long[] versions = [.. sets.Where(set => set.IsOwn).Select(set => set.Version)];
        if (versions.Length == 0)
            throw _reader.Damaged("it does not say which operator set it uses");
        foreach (long version in versions)
        {
            if (version is < FirstOperatorSet or > LastOperatorSet)
            {
                throw _reader.Damaged(
                    $"it uses operator set {version}; MLFlux reads {FirstOperatorSet} to {LastOperatorSet}: export the model for one of "
                    + "them");
            }
        }
    }

    private OperatorSet Set()
    {
        OperatorSet set = default;
        while (_reader.TryReadField(out int field, out WireFormat.WireType type))
        {
            if (field == 1)
                set = set with { Domain = _reader.ReadText(type) };
            else if (field == 2)
                set = set with { Version = _reader.ReadNumber(type) };
            else
                _reader.Skip(type);
        }

        return set;
    }
}
