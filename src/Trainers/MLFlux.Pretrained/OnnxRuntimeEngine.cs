using Microsoft.ML.OnnxRuntime;
using MLFlux.Engines;

namespace MLFlux.Pretrained;

/// <summary>Networks computed by ONNX Runtime. MLFlux finds the type by its name.</summary>
internal sealed class OnnxRuntimeEngine : INetworkEngine
{
    public string Name => "ONNX Runtime";

    public IEngineSession Open(byte[] onnx, int threads)
    {
        try
        {
            using var options = new SessionOptions
            {
                IntraOpNumThreads = threads,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            };
            return new OnnxRuntimeSession(new InferenceSession(onnx, options));
        }
        catch (Exception fault) when (fault is OnnxRuntimeException or DllNotFoundException or BadImageFormatException
            or TypeInitializationException or EntryPointNotFoundException)
        {
            throw new NotSupportedException($"ONNX Runtime does not compute the network here: {fault.Message}", fault);
        }
    }
}
