using MLFlux.Onnx;

namespace MLFlux;

public static partial class Networks
{
    /// <summary>
    /// A network that was trained elsewhere, from an ONNX file: a layer with the file's weights, to score with, to fine-tune, or to put a
    /// head on: <c>Chain(Networks.FromOnnx("resnet18.onnx"), Flatten(), Dropout(0.2), Output())</c>.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Files of the operator sets 7 to 21 are read, with the weights inside or in files beside them, together up to 2 GB. Every operator
    /// is one that libtorch differentiates, so that all weights can be learned; an operator that MLFlux does not compute is named before
    /// anything is made. Numbers are computed in 32 bits, whichever the file has.
    /// </para>
    /// <para>
    /// An example is what the file's input is without its first dimension, the rows. Whole numbers are given as floats, as from a column
    /// of keys. Several inputs lie side by side in one vector, in the order of the file.
    /// </para>
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="options">What of the file to take; null for the defaults.</param>
    /// <exception cref="IOException">The file cannot be read, or is no regular file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, over 2 GB, or of an operator set that is not read; its nodes go round in a circle, or take what nothing gives;
    /// the message names them.
    /// </exception>
    /// <exception cref="NotSupportedException">It has operators that MLFlux does not compute; all are named, with their number.</exception>
    /// <exception cref="NetworkShapeException">Its shapes do not fit each other; the message names the node.</exception>
    /// <exception cref="ArgumentException">The options name what is not in the file, or lack what it needs.</exception>
    public static GraphLayer FromOnnx(string path, OnnxOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return GraphImporter.Import(ModelReader.Read(path, GraphImporter.MostBytes), path, options ?? new OnnxOptions());
    }

    /// <summary>The same from a stream, which is read to its end and left open. Weights in files beside it cannot be read.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="options">What of the file to take, and what to call it; null for the defaults.</param>
    /// <inheritdoc cref="FromOnnx(string, OnnxOptions?)" path="/*[not(self::summary or self::param)]"/>
    public static GraphLayer FromOnnx(Stream stream, OnnxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        string name = options?.Title ?? "network.onnx";
        return GraphImporter.Import(ModelReader.Read(stream, name, GraphImporter.MostBytes), name, options ?? new OnnxOptions());
    }
}
