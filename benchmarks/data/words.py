"""The words of invented commitments in several languages: some in most of them, some in one of a thousand."""

from itertools import accumulate
from random import Random

Text = dict[str, str]

LANGUAGES = ("en", "fr", "vi")
LAO_SHARE = 0.1
"""How many of the texts are in Lao as well."""

ACTS = (
    {"en": "Strengthen cooperation in", "fr": "Renforcer la coopération en matière de", "vi": "Tăng cường hợp tác về"},
    {"en": "Build together", "fr": "Construire ensemble", "vi": "Cùng xây dựng"},
    {"en": "Sign an agreement on", "fr": "Signer un accord sur", "vi": "Ký kết hiệp định về"},
    {"en": "Train officials for", "fr": "Former des cadres pour", "vi": "Đào tạo cán bộ cho"},
    {"en": "Share cooperation plans for", "fr": "Partager les plans de coopération pour", "vi": "Chia sẻ kế hoạch về"},
    {"en": "Finance", "fr": "Financer", "vi": "Cấp vốn cho"},
)
LAO_ACTS = ("ເສີມຂະຫຍາຍການຮ່ວມມືດ້ານ", "ຮ່ວມກັນກໍ່ສ້າງ", "ເຊັນສັນຍາກ່ຽວກັບ", "ຝຶກອົບຮົມສຳລັບ", "ແລກປ່ຽນແຜນການ", "ສະໜອງທຶນໃຫ້")

SUBJECTS = (
    {"en": "trade", "fr": "commerce", "vi": "thương mại", "lo": "ການຄ້າ"},
    {"en": "road transport", "fr": "transport routier", "vi": "vận tải đường bộ", "lo": "ການຂົນສົ່ງທາງບົກ"},
    {"en": "education", "fr": "éducation", "vi": "giáo dục", "lo": "ການສຶກສາ"},
    {"en": "electricity", "fr": "électricité", "vi": "điện lực", "lo": "ໄຟຟ້າ"},
    {"en": "agriculture", "fr": "agriculture", "vi": "nông nghiệp", "lo": "ກະສິກຳ"},
    {"en": "public health", "fr": "santé publique", "vi": "y tế công cộng", "lo": "ສາທາລະນະສຸກ"},
    {"en": "border markets", "fr": "marchés frontaliers", "vi": "chợ biên giới", "lo": "ຕະຫຼາດຊາຍແດນ"},
    {"en": "tourism", "fr": "tourisme", "vi": "du lịch", "lo": "ການທ່ອງທ່ຽວ"},
    {"en": "railway lines", "fr": "lignes de chemin de fer", "vi": "đường sắt", "lo": "ທາງລົດໄຟ"},
    {"en": "customs data", "fr": "données douanières", "vi": "dữ liệu hải quan", "lo": "ຂໍ້ມູນພາສີ"},
    {"en": "river water", "fr": "eaux fluviales", "vi": "nước sông", "lo": "ນ້ຳແມ່ນ້ຳ"},
    {"en": "potash mining", "fr": "mines de potasse", "vi": "khai thác muối mỏ", "lo": "ບໍ່ແຮ່"},
    {"en": "satellite images", "fr": "images par satellite", "vi": "ảnh vệ tinh", "lo": "ພາບດາວທຽມ"},
    {"en": "orchid conservation", "fr": "conservation des orchidées", "vi": "bảo tồn hoa lan", "lo": "ດອກເຜິ້ງ"},
)
PLACES = (
    {"en": "the capital", "fr": "la capitale", "vi": "thủ đô"},
    {"en": "the northern provinces", "fr": "les provinces du Nord", "vi": "các tỉnh phía Bắc"},
    {"en": "the upper valley", "fr": "la haute vallée", "vi": "thung lũng thượng"},
    {"en": "the seaport", "fr": "le port maritime", "vi": "cảng biển"},
    {"en": "the eastern border", "fr": "la frontière orientale", "vi": "biên giới phía Đông"},
    {"en": "the old citadel", "fr": "la vieille citadelle", "vi": "thành cổ"},
)
SENTENCES = (
    {
        "en": "The parties agreed to report on it every year to the committee.",
        "fr": "Les parties sont convenues d’en rendre compte chaque année au comité.",
        "vi": "Hai bên nhất trí báo cáo hằng năm trước ủy ban.",
    },
    {
        "en": "Each side names a lead ministry and pays its own part of the costs.",
        "fr": "Chaque partie désigne un ministère chef de file et assume sa part des coûts.",
        "vi": "Mỗi bên cử một bộ chủ trì và chịu phần chi phí của mình.",
    },
    {
        "en": "A joint working group prepares the plan and the list of places.",
        "fr": "Un groupe de travail conjoint prépare le plan et la liste des lieux.",
        "vi": "Tổ công tác chung chuẩn bị kế hoạch và danh sách địa điểm.",
    },
    {
        "en": "The work begins as soon as the funds have been allotted.",
        "fr": "Les travaux commencent dès que les fonds ont été alloués.",
        "vi": "Công việc bắt đầu ngay khi kinh phí được phân bổ.",
    },
)
NOTES = (
    {"en": "The first works have been handed over.", "fr": "Les premiers ouvrages ont été livrés."},
    {"en": "The draft is with the ministry of finance.", "fr": "Le projet est au ministère des finances."},
    {"en": "Waiting for the survey of the site.", "fr": "Dans l’attente du relevé du site."},
    {"en": "Half of the trainees have finished.", "fr": "La moitié des stagiaires ont terminé."},
)
STEPS = (
    {"en": "The group meets again.", "fr": "Le groupe se réunit de nouveau."},
    {"en": "The contract is signed.", "fr": "Le contrat est signé."},
)
RARE = ("zircon", "lacquer", "gibbon", "stupa", "indigo", "cardamom", "sandstone", "teak", "observatory", "heliport")
RARE_SHARE = 0.005
"""How many commitments have one of the rare words in their titles: each is in one of two thousand."""

_FALLING = list(accumulate(1 / rank for rank in range(1, len(SUBJECTS) + 1)))


def title(random: Random) -> Text:
    """What is promised and where: the first subjects are in many titles, the last ones in few."""
    act = random.randrange(len(ACTS))
    (subject,) = random.choices(SUBJECTS, cum_weights=_FALLING)
    place = random.choice(PLACES)
    rare = f" ({random.choice(RARE)})" if random.random() < RARE_SHARE else ""
    told = {each: f"{ACTS[act][each]} {subject[each]}, {place[each]}{rare}" for each in LANGUAGES}
    return told | {"lo": LAO_ACTS[act] + subject["lo"]} if random.random() < LAO_SHARE else told


def summary(random: Random) -> Text:
    """Two sentences about it."""
    first, second = random.sample(SENTENCES, 2)
    return {each: f"{first[each]} {second[each]}" for each in LANGUAGES}
