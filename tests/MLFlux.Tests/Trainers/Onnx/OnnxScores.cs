using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MLFlux.Tests.Onnx;

/// <summary>Computes with ONNX Runtime what a file says.</summary>
internal static class OnnxScores
{
    /// <summary>All outputs for a batch of rows.</summary>
    public static IReadOnlyDictionary<string, object> Run<T>(byte[] file, string input, T[] rows, params int[] shape)
        where T : unmanaged
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(file, options);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs =
            session.Run([NamedOnnxValue.CreateFromTensor(input, new DenseTensor<T>(rows, shape))]);
        return outputs.ToDictionary(output => output.Name, output => Copy(output.Value));
    }

    private static object Copy(object value) => value switch
    {
        Tensor<float> numbers => numbers.ToArray(),
        Tensor<double> numbers => numbers.ToArray(),
        Tensor<byte> bytes => bytes.ToArray(),
        Tensor<long> integers => integers.ToArray(),
        Tensor<uint> keys => keys.ToArray(),
        Tensor<bool> flags => flags.ToArray(),
        Tensor<string> texts => texts.ToArray(),
        _ => throw new NotSupportedException(value.GetType().Name),
    };
}
