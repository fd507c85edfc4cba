"""The resources of the API, one for each of its subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from .audio import AsyncAudio as AsyncAudio
    from .audio import AsyncAudioWithRawResponse as AsyncAudioWithRawResponse
    from .audio import AsyncAudioWithStreamingResponse as AsyncAudioWithStreamingResponse
    from .audio import Audio as Audio
    from .audio import AudioWithRawResponse as AudioWithRawResponse
    from .audio import AudioWithStreamingResponse as AudioWithStreamingResponse
    from .batches import AsyncBatches as AsyncBatches
    from .batches import AsyncBatchesWithRawResponse as AsyncBatchesWithRawResponse
    from .batches import AsyncBatchesWithStreamingResponse as AsyncBatchesWithStreamingResponse
    from .batches import Batches as Batches
    from .batches import BatchesWithRawResponse as BatchesWithRawResponse
    from .batches import BatchesWithStreamingResponse as BatchesWithStreamingResponse
    from .chat import AsyncChat as AsyncChat
    from .chat import AsyncChatWithRawResponse as AsyncChatWithRawResponse
    from .chat import AsyncChatWithStreamingResponse as AsyncChatWithStreamingResponse
    from .chat import Chat as Chat
    from .chat import ChatWithRawResponse as ChatWithRawResponse
    from .chat import ChatWithStreamingResponse as ChatWithStreamingResponse
    from .embeddings import AsyncEmbeddings as AsyncEmbeddings
    from .embeddings import AsyncEmbeddingsWithRawResponse as AsyncEmbeddingsWithRawResponse
    from .embeddings import AsyncEmbeddingsWithStreamingResponse as AsyncEmbeddingsWithStreamingResponse
    from .embeddings import Embeddings as Embeddings
    from .embeddings import EmbeddingsWithRawResponse as EmbeddingsWithRawResponse
    from .embeddings import EmbeddingsWithStreamingResponse as EmbeddingsWithStreamingResponse
    from .files import AsyncFiles as AsyncFiles
    from .files import AsyncFilesWithRawResponse as AsyncFilesWithRawResponse
    from .files import AsyncFilesWithStreamingResponse as AsyncFilesWithStreamingResponse
    from .files import Files as Files
    from .files import FilesWithRawResponse as FilesWithRawResponse
    from .files import FilesWithStreamingResponse as FilesWithStreamingResponse
    from .fine_tunings import AsyncFineTunings as AsyncFineTunings
    from .fine_tunings import AsyncFineTuningsWithRawResponse as AsyncFineTuningsWithRawResponse
    from .fine_tunings import AsyncFineTuningsWithStreamingResponse as AsyncFineTuningsWithStreamingResponse
    from .fine_tunings import FineTunings as FineTunings
    from .fine_tunings import FineTuningsWithRawResponse as FineTuningsWithRawResponse
    from .fine_tunings import FineTuningsWithStreamingResponse as FineTuningsWithStreamingResponse
    from .models import AsyncModels as AsyncModels
    from .models import AsyncModelsWithRawResponse as AsyncModelsWithRawResponse
    from .models import AsyncModelsWithStreamingResponse as AsyncModelsWithStreamingResponse
    from .models import Models as Models
    from .models import ModelsWithRawResponse as ModelsWithRawResponse
    from .models import ModelsWithStreamingResponse as ModelsWithStreamingResponse
    from .reranking import AsyncReranking as AsyncReranking
    from .reranking import AsyncRerankingWithRawResponse as AsyncRerankingWithRawResponse
    from .reranking import AsyncRerankingWithStreamingResponse as AsyncRerankingWithStreamingResponse
    from .reranking import Reranking as Reranking
    from .reranking import RerankingWithRawResponse as RerankingWithRawResponse
    from .reranking import RerankingWithStreamingResponse as RerankingWithStreamingResponse
    from .responses import AsyncResponses as AsyncResponses
    from .responses import AsyncResponsesWithRawResponse as AsyncResponsesWithRawResponse
    from .responses import AsyncResponsesWithStreamingResponse as AsyncResponsesWithStreamingResponse
    from .responses import Responses as Responses
    from .responses import ResponsesWithRawResponse as ResponsesWithRawResponse
    from .responses import ResponsesWithStreamingResponse as ResponsesWithStreamingResponse

__all__ = [
    "AsyncAudio",
    "AsyncAudioWithRawResponse",
    "AsyncAudioWithStreamingResponse",
    "AsyncBatches",
    "AsyncBatchesWithRawResponse",
    "AsyncBatchesWithStreamingResponse",
    "AsyncChat",
    "AsyncChatWithRawResponse",
    "AsyncChatWithStreamingResponse",
    "AsyncEmbeddings",
    "AsyncEmbeddingsWithRawResponse",
    "AsyncEmbeddingsWithStreamingResponse",
    "AsyncFiles",
    "AsyncFilesWithRawResponse",
    "AsyncFilesWithStreamingResponse",
    "AsyncFineTunings",
    "AsyncFineTuningsWithRawResponse",
    "AsyncFineTuningsWithStreamingResponse",
    "AsyncModels",
    "AsyncModelsWithRawResponse",
    "AsyncModelsWithStreamingResponse",
    "AsyncReranking",
    "AsyncRerankingWithRawResponse",
    "AsyncRerankingWithStreamingResponse",
    "AsyncResponses",
    "AsyncResponsesWithRawResponse",
    "AsyncResponsesWithStreamingResponse",
    "Audio",
    "AudioWithRawResponse",
    "AudioWithStreamingResponse",
    "Batches",
    "BatchesWithRawResponse",
    "BatchesWithStreamingResponse",
    "Chat",
    "ChatWithRawResponse",
    "ChatWithStreamingResponse",
    "Embeddings",
    "EmbeddingsWithRawResponse",
    "EmbeddingsWithStreamingResponse",
    "Files",
    "FilesWithRawResponse",
    "FilesWithStreamingResponse",
    "FineTunings",
    "FineTuningsWithRawResponse",
    "FineTuningsWithStreamingResponse",
    "Models",
    "ModelsWithRawResponse",
    "ModelsWithStreamingResponse",
    "Reranking",
    "RerankingWithRawResponse",
    "RerankingWithStreamingResponse",
    "Responses",
    "ResponsesWithRawResponse",
    "ResponsesWithStreamingResponse",
]

if not TYPE_CHECKING:  # checkers go by the imports above, and refuse any other name
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "AsyncAudio": ".audio",
            "AsyncAudioWithRawResponse": ".audio",
            "AsyncAudioWithStreamingResponse": ".audio",
            "AsyncBatches": ".batches",
            "AsyncBatchesWithRawResponse": ".batches",
            "AsyncBatchesWithStreamingResponse": ".batches",
            "AsyncChat": ".chat",
            "AsyncChatWithRawResponse": ".chat",
            "AsyncChatWithStreamingResponse": ".chat",
            "AsyncEmbeddings": ".embeddings",
            "AsyncEmbeddingsWithRawResponse": ".embeddings",
            "AsyncEmbeddingsWithStreamingResponse": ".embeddings",
            "AsyncFiles": ".files",
            "AsyncFilesWithRawResponse": ".files",
            "AsyncFilesWithStreamingResponse": ".files",
            "AsyncFineTunings": ".fine_tunings",
            "AsyncFineTuningsWithRawResponse": ".fine_tunings",
            "AsyncFineTuningsWithStreamingResponse": ".fine_tunings",
            "AsyncModels": ".models",
            "AsyncModelsWithRawResponse": ".models",
            "AsyncModelsWithStreamingResponse": ".models",
            "AsyncReranking": ".reranking",
            "AsyncRerankingWithRawResponse": ".reranking",
            "AsyncRerankingWithStreamingResponse": ".reranking",
            "AsyncResponses": ".responses",
            "AsyncResponsesWithRawResponse": ".responses",
            "AsyncResponsesWithStreamingResponse": ".responses",
            "Audio": ".audio",
            "AudioWithRawResponse": ".audio",
            "AudioWithStreamingResponse": ".audio",
            "Batches": ".batches",
            "BatchesWithRawResponse": ".batches",
            "BatchesWithStreamingResponse": ".batches",
            "Chat": ".chat",
            "ChatWithRawResponse": ".chat",
            "ChatWithStreamingResponse": ".chat",
            "Embeddings": ".embeddings",
            "EmbeddingsWithRawResponse": ".embeddings",
            "EmbeddingsWithStreamingResponse": ".embeddings",
            "Files": ".files",
            "FilesWithRawResponse": ".files",
            "FilesWithStreamingResponse": ".files",
            "FineTunings": ".fine_tunings",
            "FineTuningsWithRawResponse": ".fine_tunings",
            "FineTuningsWithStreamingResponse": ".fine_tunings",
            "Models": ".models",
            "ModelsWithRawResponse": ".models",
            "ModelsWithStreamingResponse": ".models",
            "Reranking": ".reranking",
            "RerankingWithRawResponse": ".reranking",
            "RerankingWithStreamingResponse": ".reranking",
            "Responses": ".responses",
            "ResponsesWithRawResponse": ".responses",
            "ResponsesWithStreamingResponse": ".responses",
        },
        (
            "audio",
            "batches",
            "chat",
            "embeddings",
            "files",
            "fine_tunings",
            "models",
            "reranking",
            "responses",
        ),
    )
