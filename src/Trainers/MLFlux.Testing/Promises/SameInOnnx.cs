using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MLFlux.Promises;

/// <summary>Elsewhere the network scores as here.</summary>
internal sealed class SameInOnnx() : Promise("The network in ONNX gives the same scores, within rounding.")
{
    private const double Tolerance = 1e-4;

    private protected override string? Check(ContractSubject subject)
    {
        using var file = new MemoryStream();
        subject.First.ExportToOnnx(file); // Refuses layers that have no form there.
        using var session = new InferenceSession(file.ToArray());
        NamedOnnxValue[] given = [.. subject.First.FeatureColumnNames.Select(name =>
            Value(name, session.InputMetadata[name], subject.Rows))];
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> answers = session.Run(given, ["Score"]);
        float[] all = [.. answers.Single().AsTensor<float>()];
        float[][] expected = ContractSubject.Scores(subject.First, subject.Rows);
        return Scores.Difference(expected, [.. all.Chunk(Math.Max(1, all.Length / Math.Max(1, expected.Length)))], Tolerance);
    }

    private static NamedOnnxValue Value(string name, NodeMetadata input, IDataView rows)
    {
        if (input.ElementType != typeof(float) || rows.Schema[name].Type is not VectorDataViewType { ItemType: var item }
            || item != NumberDataViewType.Single)
        {
            throw new NotSupportedException($"Column '{name}' is {rows.Schema[name].Type}; the contract compares vectors of floats.");
        }

        float[][] values = [.. rows.GetColumn<float[]>(name)];
        int[] dimensions = [.. input.Dimensions.Select((size, place) => place == 0 ? values.Length : size)];
        return NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(values.SelectMany(value => value).ToArray(), dimensions));
    }
}
