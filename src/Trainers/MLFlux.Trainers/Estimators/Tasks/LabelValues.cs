using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Data.IO;
using Microsoft.ML.Runtime;
using MLFlux.Labels;
using MLFlux.Onnx;

namespace MLFlux.Estimators;

/// <summary>The values behind a label's keys, of whatever type they are, kept with a model so that predictions are labels.</summary>
internal abstract class LabelValues
{
    /// <summary>Whether the values are texts.</summary>
    public abstract bool IsText { get; }

    /// <summary>The values as text, in the order of the keys.</summary>
    public abstract IReadOnlyList<string> Texts { get; }

    /// <summary>The values of a label column, or null where its keys stand for nothing.</summary>
    public static LabelValues? Of(DataViewSchema.Column label)
    {
        DataViewSchema.Column? annotation = label.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues);
        return annotation?.Type is VectorDataViewType type ? Create(type, nameof(Read), [label.Annotations, annotation.Value, type]) : null;
    }

    public static void Save(IHostEnvironment environment, BinaryWriter writer, LabelValues? values)
    {
        writer.Write(values is not null);
        values?.Save(environment, writer.BaseStream);
    }

    /// <exception cref="InvalidDataException">The values are damaged, or not as many as there are classes.</exception>
    public static LabelValues? Load(IHostEnvironment environment, BinaryReader reader, int classes)
    {
        if (!reader.ReadBoolean())
            return null;

        var saver = new BinarySaver(environment, new BinarySaver.Arguments());
        if (!saver.TryLoadTypeAndValue(reader.BaseStream, out DataViewType type, out object value)
            || type is not VectorDataViewType vector
            || vector.Size != classes)
        {
            throw new InvalidDataException("The label's values are not as many as the network has classes, or of an unknown type.");
        }

        return Create(vector, nameof(Wrap), [vector, value]);
    }

    /// <summary>Adds the values as an annotation.</summary>
    public abstract void AddTo(DataViewSchema.Annotations.Builder builder, string kind);

    /// <summary>
    /// Chooses a value in an ONNX graph: integers as they are, 32-bit numbers too, all others as text in the invariant culture.
    /// </summary>
    /// <param name="place">The place of the value, from 0: [rows, 1].</param>
    /// <param name="graph">Takes the operators.</param>
    public OnnxOutput Export(string place, OnnxGraph graph)
    {
        object[] values = ToArray();
        (string table, OnnxType type) = values[0] switch
        {
            sbyte or byte or short or ushort or int or uint or long =>
                (graph.Integers("labels", [.. values.Select(value => Convert.ToInt64(value, CultureInfo.InvariantCulture))]),
                    OnnxType.Int64),
            float => (graph.Floats("labels", values.Cast<float>().ToArray(), values.Length), OnnxType.Float),
            _ => (graph.Texts("labels", [.. values.Select(value => LabelText.Of(value))]), OnnxType.Text),
        };
        return new(DefaultColumnNames.PredictedLabel, graph.Node("Gather", [table, place], ("axis", 0L)), type, new Shape(1));
    }

    private protected abstract object[] ToArray();

    private protected abstract void Save(IHostEnvironment environment, Stream stream);

    private static LabelValues Create(VectorDataViewType type, string method, object[] arguments) =>
        (LabelValues)typeof(LabelValues).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.ItemType.RawType).Invoke(null, arguments)!;

    private static Typed<T> Read<T>(DataViewSchema.Annotations annotations, DataViewSchema.Column column, VectorDataViewType type)
    {
        VBuffer<T> values = default;
        annotations.GetGetter<VBuffer<T>>(column)(ref values);
        return new Typed<T>(type, values);
    }

    private static Typed<T> Wrap<T>(VectorDataViewType type, object value) => new(type, (VBuffer<T>)value);

    private sealed class Typed<T>(VectorDataViewType type, VBuffer<T> values) : LabelValues
    {
        public override IReadOnlyList<string> Texts { get; } =
            [.. values.DenseValues().Select(LabelText.Of)];

        public override bool IsText => type.ItemType is TextDataViewType;

        public override void AddTo(DataViewSchema.Annotations.Builder builder, string kind) =>
            builder.Add(kind, type, (ref VBuffer<T> value) => values.CopyTo(ref value));

        private protected override object[] ToArray() => [.. values.DenseValues().Select(value => (object)value!)];

        private protected override void Save(IHostEnvironment environment, Stream stream)
        {
            VBuffer<T> copy = values;
            var saver = new BinarySaver(environment, new BinarySaver.Arguments { Silent = true });
            if (!saver.TryWriteTypeAndValue(stream, type, ref copy, out _))
                throw new NotSupportedException($"A label whose values are {type.ItemType} cannot be saved; map it to text or numbers.");
        }
    }
}
